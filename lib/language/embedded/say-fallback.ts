import type { ReplyPart, ReplyRequest } from '@/lib/domain/language'

/** The author's words, or a plain statement that this step needs a model: the embedded engine writes no prose of its own. */
export function* sayFallback(request: Pick<ReplyRequest, 'agentName' | 'fallbackText'>): Generator<ReplyPart> {
  const authored = request.fallbackText?.trim()
  for (const text of (authored || needsModel(request.agentName)).match(/\s*\S+\s*/gu) ?? [])
    yield { type: 'text-delta', text }
  yield { type: 'end', source: 'fallback', cutShort: false }
}

function needsModel(agentName: string): string {
  const name = agentName.trim() || 'this assistant'
  return `This is ${name}. I cannot answer here: this step needs a language model and none is set up. The operator of this server can configure one.`
}
