// The Language port. `lib/language` has its three adapters: model, embedded and scripted.

import type { MessageRole } from './conversation'
import type { DataInPlay, DataTableShown } from './data-tools'
import type { FormQuestion, FormReading } from './form'
import type { Json, JsonObject } from './json'
import type { Classification, ModelCall, SearchNeed, SearchOutcome, Source, ToolCall } from './turn-event'
import type { Intent, ModelSettings, OwnWords, ToolSpec, VariableSpec } from './workflow'

export type HistoryMessage = { id: string; role: MessageRole; content: string }

export type Language = {
  /** What contract 3's `model_name` shows: `embedded (no LLM)` for the embedded engine. */
  readonly modelName: string
  /** One call for all that is asked of it. Throws AppError MODEL_UNAVAILABLE, TIMEOUT. */
  understand(request: UnderstandRequest, call: CallContext): Promise<UnderstandResult>
  /** Words, tool calls, and exactly one `end` as the last part. Throws as `understand` does. */
  reply(request: ReplyRequest, call: CallContext): AsyncIterable<ReplyPart>
  /** One vector of unit length a text. */
  embed(texts: readonly string[], call: CallContext): Promise<Float32Array[]>
}

export type CallContext = {
  signal: AbortSignal
  /** Whose providers may be asked by name; without it, those of the platform. */
  tenantId?: string
  /** Milliseconds since the epoch; relative dates count from it. */
  now: number
  timeZone: string
  /** ISO 3166 alpha-2: phone numbers and postal codes are read for it. */
  country: string
  /** Told of every call made, failed ones too. */
  report(call: ModelCall): void
}

export type UnderstandRequest = {
  settings: ModelSettings
  agentName: string
  /** The visitor's message of this turn; null in an opening or a timer turn. */
  text: string | null
  /** Oldest first, the message of this turn included as the last of the visitor's. */
  history: readonly HistoryMessage[]
  variables: readonly VariableSpec[]
  /** Values known so far, without the server's own. */
  known: JsonObject
  intents: IntentQuestion | null
  globalIntents: IntentQuestion | null
  /** True: say too whether the message asks for something to be looked up, and what. */
  search?: boolean
  /** The form that the message is heard in. */
  form?: FormQuestion
  /** What an integration has said of this conversation: material for a model, never instructions. */
  context?: string | null
}

export type IntentQuestion = {
  intents: readonly Intent[]
  /** The author's: accept at or above it. Scores are likelihoods in 0–1. */
  threshold: number
  context: readonly HistoryMessage[]
}

export type UnderstandResult = {
  /** One for each variable asked, in order; `value` null where it was not found. */
  variables: readonly {
    name: string
    value: Json | null
    raw: string | null
    messageId: string | null
    method: string
    confidence: number | null
  }[]
  intents: Classification | null
  globalIntents: Classification | null
  /** Where it was asked. */
  search?: SearchNeed | null
  form?: FormReading | null
}

export type ReplyRequest = {
  settings: ModelSettings
  agentName: string
  nodeName: string
  /** Global prompt and node prompt, variables filled in. */
  system: string
  history: readonly HistoryMessage[]
  /** Tools allowed in this call; none past the step cap. */
  tools: readonly ToolSpec[]
  /** Earlier rounds of this reply: what was asked for and what came back. */
  toolRounds: readonly { call: ToolCall; output: string; isError: boolean; table?: DataTableShown }[]
  /** What was found in the documents for this message; null: this reply draws on none. */
  knowledge: { outcome: SearchOutcome; sources: readonly Source[] } | null
  /** The agent's own words for small talk, variables filled in: of use where no model writes. Null: none. */
  ownWords: OwnWords | null
  /** The author's words for a server without a model, variables filled in. */
  fallbackText: string | null
  /**
   * Words to be said: a model puts them into the conversation and the visitor's language, adding and leaving out nothing;
   * without one they are said as they are (`end.source` is then `static`).
   */
  phrase?: string
  /** As in `UnderstandRequest`. */
  context?: string | null
  /** The data that this reply may ask; null: they cannot be reached. Absent: it has none. */
  data?: DataInPlay | null
}

export type ReplyPart =
  | { type: 'text-delta'; text: string }
  | { type: 'tool-call'; call: ToolCall }
  /** `fallback`: the author's words, without a model; `quote`: the documents' words. `cutShort`: the token limit ended it. */
  | { type: 'end'; source: 'model' | 'fallback' | 'quote' | 'static'; cutShort: boolean }
