import type { ReplyPart, ReplyRequest } from '@/lib/domain/language'
import type { Source } from '@/lib/domain/turn-event'
import { smallTalkIn } from './small-talk'

type Said = { text: string; source: 'fallback' | 'quote' | 'static' }
type Request = Pick<ReplyRequest, 'agentName' | 'history' | 'knowledge' | 'ownWords' | 'fallbackText' | 'phrase'>

/** A second source is quoted where it answers nearly as well as the first. */
const nearlyAsGood = 0.85
const mostQuotes = 2

/**
 * An answer in words that somebody wrote: those it is told to say, the author's for small talk, the documents' by quotation with citations, the
 * author's fallback, or a plain statement that this step needs a model. The embedded engine writes no prose of its own.
 */
export function* sayWithoutModel(request: Request): Generator<ReplyPart> {
  const { text, source } = request.phrase === undefined ? choose(request) : asItStands(request.phrase)
  for (const piece of text.match(/\s*\S+\s*/gu) ?? []) yield { type: 'text-delta', text: piece }
  yield { type: 'end', source, cutShort: false }
}

function asItStands(text: string): Said {
  return { text, source: 'static' }
}

function choose(request: Request): Said {
  const { agentName, knowledge, fallbackText } = request
  const courtesy = smallTalk(request)
  if (courtesy) return { text: courtesy, source: 'fallback' }
  if (knowledge?.outcome === 'found' && knowledge.sources.length > 0)
    return { text: quotation(knowledge.sources), source: 'quote' }
  const authored = fallbackText?.trim() ?? ''
  if (knowledge?.outcome === 'not-said')
    return { text: ['The documents do not say.', authored].filter(Boolean).join(' '), source: 'fallback' }
  return { text: authored || needsModel(agentName), source: 'fallback' }
}

// Only for what was said in answer to something: an opening has no message.
function smallTalk({ history, ownWords }: Request): string | null {
  const last = history.findLast(({ role }) => role !== 'tool')
  const kind = last?.role === 'user' ? smallTalkIn(last.content) : null
  return (kind && ownWords?.[kind]?.trim()) || null
}

function quotation(sources: readonly Source[]): string {
  const best = sources[0]?.score ?? 0
  const quoted = sources.slice(0, mostQuotes).filter(({ score }) => score >= best * nearlyAsGood)
  return quoted.map(({ quote }, at) => `\u201c${quote.trim()}\u201d [${at + 1}]`).join('\n\n')
}

function needsModel(agentName: string): string {
  const name = agentName.trim() || 'this assistant'
  return `This is ${name}. I cannot answer here: this step needs a language model and none is set up. The operator of this server can configure one.`
}
