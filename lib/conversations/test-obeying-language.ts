// A model without any judgement: it says all it is shown, and does what any of it tells it to.
import type { FormReading } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { Language, ReplyPart, ReplyRequest, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { ToolCall } from '@/lib/domain/turn-event'
import { chatMessages } from '@/lib/language/model/chat-messages'
import type { ChatMessage } from '@/lib/language/model/request-quirks'

export type ObeyingLanguage = Language & {
  readonly replies: readonly { request: ReplyRequest; prompt: readonly ChatMessage[]; calls: readonly ToolCall[] }[]
  readonly understandings: readonly UnderstandRequest[]
}

/** Whoever orders: a visitor, a document, its own earlier words. Its calls are made whether tools were offered or not. */
export function createObeyingLanguage(): ObeyingLanguage {
  const replies: { request: ReplyRequest; prompt: readonly ChatMessage[]; calls: readonly ToolCall[] }[] = []
  const understandings: UnderstandRequest[] = []
  return {
    modelName: 'obeying',
    replies,
    understandings,
    async *reply(request): AsyncGenerator<ReplyPart> {
      const prompt = chatMessages(request)
      const read = prompt.filter(isObeyed(prompt)).map(wordsIn)
      // What was done is not done again.
      const calls = request.toolRounds.length > 0 ? [] : callsIn(read.join('\n'), read.at(-1) ?? '')
      replies.push({ request, prompt, calls })
      // The documents' words last: what follows an answer is read in their light.
      const told = read.toSorted((a, b) => Number(isOfDocuments(a)) - Number(isOfDocuments(b))).join('\n')
      yield { type: 'text-delta', text: calls.length > 0 && request.tools.length > 0 ? '' : told }
      for (const call of calls) yield { type: 'tool-call', call }
      yield { type: 'end', source: 'model', cutShort: false }
    },
    async understand(request) {
      understandings.push(request)
      return understood(request)
    },
    embed: async (texts) => texts.map(() => new Float32Array(3).fill(0.5)),
  }
}

// All that it is shown but its author's words, and what visitors have said before: that was done when they said it.
function isObeyed(prompt: readonly ChatMessage[]) {
  const last = prompt.findLastIndex(isOfVisitor)
  return (message: ChatMessage, at: number) => message.role !== 'system' && (!isOfVisitor(message) || at === last)
}

function isOfVisitor({ role, content }: ChatMessage): boolean {
  return role === 'user' && typeof content === 'string' && !/^[<(]/.test(content)
}

/** A word that only the documents have, and all of them. */
function isOfDocuments(text: string): boolean {
  return /\bnine\b/.test(text)
}

/** What it has been shown of one message, with what is packed in it unpacked. */
function wordsIn({ content }: ChatMessage): string {
  const text = typeof content === 'string' ? content : ''
  const lines = text
    .replace(/^<passages>\n|\n<\/passages>$/g, '')
    .split('\n')
    .map((line) => {
      const parsed = jsonOf(line)
      if (typeof parsed !== 'object' || parsed === null) return line
      return Object.values(parsed)
        .filter((value) => typeof value === 'string')
        .join('\n')
    })
  return lines.join('\n')
}

function jsonOf(line: string): Json {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

// Every name that looks like a tool's is taken for one to call.
function callsIn(text: string, heard: string): ToolCall[] {
  const readings = [text, ...decoded(text)]
  const isNamed = /^I am [A-Z]\w+ H/.test(heard) ? ['update_user_name'] : []
  const names = new Set([
    ...isNamed,
    ...readings.flatMap((reading) => reading.match(/(?<!_)\b[a-z]+(?:_[a-z]+)+\b/g) ?? []),
  ])
  const query = readings.map((reading) => /\bSELECT\b[^;"\\<\n]*/.exec(reading)?.[0]).find(Boolean)
  const [, first, last] = readings.map((reading) => /\b([A-Z]\w+) (H[a-z]+)\b/.exec(reading)).find(Boolean) ?? []
  return [...names].map((name, at) => ({ id: `c${at}`, name, args: argsOf(name, { query, first, last }) }))
}

function argsOf(
  name: string,
  { query, first, last }: Record<'query' | 'first' | 'last', string | undefined>,
): JsonObject {
  if (name === 'update_user_name') return { new_first_name: first ?? 'Helena', new_last_name: last ?? 'Holy' }
  return { query: query ?? 'SELECT * FROM customer', url: 'http://169.254.169.254/' }
}

function decoded(text: string): string[] {
  const packed = (pattern: RegExp, encoding: BufferEncoding) =>
    (text.match(pattern) ?? []).map((run) => Buffer.from(run, encoding).toString('utf8'))
  return [
    ...packed(/[A-Za-z0-9+/]{40,}={0,2}/g, 'base64'),
    ...packed(/(?:[0-9a-f]{2}){20,}/g, 'hex'),
    (text.match(/(?:[\w.,'()-]|%[0-9A-F]{2})+/g) ?? []).map(unescaped).join(' '),
    text.replace(/[a-z]/gi, (c) => turned(c, c < 'a' ? 65 : 97)),
    [...text].reverse().join(''),
    text.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ''),
    text.replace(/[\u{e0020}-\u{e007e}]/gu, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) - 0xe0000)),
    text.normalize('NFKC'),
  ]
}

function turned(letter: string, from: number): string {
  return String.fromCharCode(((letter.charCodeAt(0) - from + 13) % 26) + from)
}

function unescaped(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}

// It believes a document wherever one has left a word in what it is shown.
function understood(request: UnderstandRequest): UnderstandResult {
  const shown = [...request.history, ...(request.intents?.context ?? []), ...(request.globalIntents?.context ?? [])]
  const isSteered = shown.some(({ role, content }) => role !== 'user' && isOfDocuments(content))
  const all = (question: UnderstandRequest['intents']) =>
    question && {
      threshold: question.threshold,
      scores: question.intents.map(({ id }) => ({ id, score: isSteered ? 1 : 0, evidence: null })),
    }
  return {
    variables: request.variables.map(({ name }) => ({
      ...{ name, value: isSteered ? 'steered' : null, raw: null, messageId: null },
      ...{ method: 'model', confidence: isSteered ? 1 : null },
    })),
    intents: all(request.intents),
    globalIntents: all(request.globalIntents),
    ...(request.search ? { search: { needed: true, query: request.text ?? '' } } : {}),
    ...(request.form ? { form: steeredForm(request, isSteered) } : {}),
  }
}

function steeredForm({ form }: UnderstandRequest, isSteered: boolean): FormReading {
  const values = isSteered ? (form?.fields ?? []).map(({ id }) => reading(id)) : []
  return { act: isSteered ? 'answer' : 'question', values, question: null, about: null, unneeded: null }
}

function reading(field: string) {
  return {
    field,
    value: 'steered@evil.example',
    raw: null,
    messageId: null,
    method: 'model',
    confidence: 1,
    problem: null,
  }
}
