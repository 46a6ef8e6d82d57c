import { randomUUID } from 'node:crypto'
import type { CallContext, Language, ReplyPart, ReplyRequest, UnderstandRequest } from '@/lib/domain/language'
import type { ModelCall } from '@/lib/domain/turn-event'
import { applyRules } from './apply-rules'
import type { Script, ScriptedReply } from './script'

type Purpose = ModelCall['purpose']

export type ScriptedLanguage = Language & {
  /** Calls of each kind so far. */
  readonly calls: Readonly<Record<Purpose, number>>
  /** The last hundred requests of each kind, oldest first. */
  readonly replies: readonly ReplyRequest[]
  readonly understandings: readonly UnderstandRequest[]
}

const maxKept = 100

/**
 * The Language port for tests and benchmarks: deterministic, without a model and without waiting. Each call is reported
 * with its purpose, as a model's would be; tokens are a quarter of the characters. Calls throw what the script says.
 */
export function createScriptedLanguage(script: Script = {}): ScriptedLanguage {
  const calls: Record<Purpose, number> = { reply: 0, understand: 0, embed: 0 }
  const replies: ReplyRequest[] = []
  const understandings: UnderstandRequest[] = []
  const modelName = script.modelName ?? 'scripted'

  async function* reply(request: ReplyRequest, call: CallContext): AsyncGenerator<ReplyPart> {
    keep(replies, request)
    if (request.phrase !== undefined && !script.phrase) {
      yield { type: 'text-delta', text: request.phrase }
      return yield { type: 'end', source: 'static', cutShort: false }
    }
    calls.reply += 1
    const account = accountFor('reply', modelName, call, charactersOf(request))
    try {
      for await (const part of speak(scriptedReply(script, request, calls.reply), script.deltaLength, call.signal)) {
        if (part.type === 'text-delta') account.wrote(part.text)
        yield part
      }
      account.close(null)
    } catch (error) {
      account.close('failed as scripted')
      throw error
    } finally {
      account.close('stopped')
    }
  }

  return {
    modelName,
    calls,
    replies,
    understandings,
    reply,
    async understand(request, call) {
      keep(understandings, request)
      calls.understand += 1
      const account = accountFor('understand', modelName, call, (request.text ?? '').length)
      try {
        call.signal.throwIfAborted()
        const { understand = [] } = script
        const result =
          typeof understand === 'function'
            ? understand(request, call, calls.understand)
            : applyRules(understand, request)
        account.close(null)
        return result
      } finally {
        account.close('failed as scripted')
      }
    },
    async embed(texts, call) {
      calls.embed += 1
      call.signal.throwIfAborted()
      const { embed = letterVector } = script
      accountFor('embed', modelName, call, texts.join('').length).close(null)
      return texts.map((text) => unitVector(embed(text)))
    },
  }
}

async function* speak(scripted: ScriptedReply, deltaLength: number | undefined, signal: AbortSignal) {
  for (const text of scripted.deltas ?? cut(scripted.text ?? '', deltaLength)) {
    signal.throwIfAborted()
    yield { type: 'text-delta', text } satisfies ReplyPart
  }
  if (scripted.fails) throw scripted.fails
  if (scripted.hangs) await untilAborted(signal)
  signal.throwIfAborted()
  for (const call of scripted.toolCalls ?? []) yield { type: 'tool-call', call } satisfies ReplyPart
  const { source = 'model', cutShort = false } = scripted
  yield { type: 'end', source, cutShort } satisfies ReplyPart
}

function scriptedReply({ reply = [], phrase }: Script, request: ReplyRequest, number: number): ScriptedReply {
  if (phrase && request.phrase !== undefined) return asReply(phrase(request.phrase, request))
  if (typeof reply === 'function') return asReply(reply(request, number))
  const heard = request.history.findLast((message) => message.role === 'user')?.content ?? ''
  const rule = reply.find(({ when }) => when.test(heard))
  if (!rule) throw new Error(`the script has no reply for "${heard}"`)
  return asReply(rule.says)
}

function asReply(says: string | ScriptedReply): ScriptedReply {
  return typeof says === 'string' ? { text: says } : says
}

// By code points: a delta never ends inside a surrogate pair.
function cut(text: string, length = Number.POSITIVE_INFINITY): string[] {
  if (text === '') return []
  if (length === Number.POSITIVE_INFINITY) return [text]
  const points = [...text]
  return Array.from({ length: Math.ceil(points.length / length) }, (_, part) =>
    points.slice(part * length, (part + 1) * length).join(''),
  )
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

// Reports once, at the first of its ends.
function accountFor(purpose: Purpose, model: string, call: CallContext, inputCharacters: number) {
  let written = 0
  let isClosed = false
  return {
    wrote(text: string) {
      written += text.length
    },
    close(error: string | null) {
      if (isClosed) return
      isClosed = true
      call.report({
        id: randomUUID(),
        purpose,
        provider: 'scripted',
        model,
        inputTokens: Math.ceil(inputCharacters / 4),
        outputTokens: Math.ceil(written / 4),
        firstTokenMs: written > 0 ? 0 : null,
        ms: 0,
        cost: null,
        retries: 0,
        error,
      })
    },
  }
}

function charactersOf({ system, history }: ReplyRequest): number {
  return history.reduce((sum, message) => sum + message.content.length, system.length)
}

function keep<T>(kept: T[], item: T): void {
  kept.push(item)
  if (kept.length > maxKept) kept.shift()
}

function letterVector(text: string): number[] {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  return [7, 11, 13].map((prime) => codes.reduce((sum, code) => sum + (code % prime), 1))
}

function unitVector(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}
