// One thing that happened in a turn. The engine emits it, the log stores it, every dialect translates it, the debug panel
// draws it, and `applyEvent` folds it into the conversation's state. Changes to this union are additive.
import type { DataTableShown } from './data-tools'
import type { FormChange, FormReading } from './form'
import type { Json, JsonObject } from './json'
import type { Action } from './workflow'

export type TurnKind = 'opening' | 'input' | 'note' | 'timer' | 'reset' | 'end' | 'edit'

export type ConversationStatus = 'active' | 'completed' | 'abandoned' | 'error'

/** Why a conversation ended; the first five are contract 6's `disconnection_reason`s. */
export type EndReason =
  | 'user_hangup'
  | 'agent_hangup'
  | 'call_transfer'
  | 'max_duration_reached'
  | 'inactivity'
  | 'error_llm'
  | 'error_max_transitions'
  | 'error_transfer'

/** `at`: milliseconds since the epoch. */
export type TurnEvent = { at: number } & TurnEventBody

export type TurnEventBody =
  | {
      type: 'turn-start'
      turnId: string
      number: number
      attempt: number
      kind: TurnKind
      /** The visitor's message of this turn, where it has one. */
      messageId: string | null
      /** Its words. Stored as null: the message's row has them. */
      text: string | null
      /** Where the conversation stands as the turn begins. */
      nodeId: string
      nodeName: string
      /** Contract 1's `turn_number`: inputs so far, this one included. */
      inputNumber: number
      /** The form field that the page's input answers, where it has said so. */
      fieldId?: string
    }
  | { type: 'node-entered'; nodeId: string; nodeName: string }
  | { type: 'action-run'; nodeId: string; when: 'entry' | 'exit'; action: Action; detail: string | null }
  /** Never stored: the message's row has the text. */
  | { type: 'text-delta'; messageId: string; text: string }
  /** Directly after its text: that is where the log puts the text back. */
  | {
      type: 'message-end'
      messageId: string
      nodeId: string
      /** What the words came from. */
      source: 'static' | 'model' | 'fallback' | 'quote'
      /** True where the visitor stopped it. */
      stopped: boolean
      /** Code points of the text: the text itself stands in the message's row. */
      length: number
    }
  | { type: 'input-understood'; nodeId: string; understood: Understood }
  | { type: 'variables-set'; nodeId: string; by: 'api' | 'tool' | 'transfer' | 'client'; values: JsonObject }
  /** All that were looked at in one decision, in the order they were looked at. */
  | { type: 'transitions-weighed'; nodeId: string; weighed: readonly Weighed[] }
  | {
      type: 'transition-taken'
      transitionId: string
      from: string
      fromName: string
      to: string
      toName: string
      /** The configuration's own string, `global_intent:ID` or `max_transitions`. */
      condition: string
    }
  | { type: 'tool-call'; nodeId: string; call: ToolCall }
  /** `output`: what the model is told; `table`: what people see of rows that were read. */
  | {
      type: 'tool-result'
      nodeId: string
      callId: string
      output: string
      isError: boolean
      ms: number
      table?: DataTableShown
    }
  | { type: 'api-called'; nodeId: string; outcome: ApiOutcome }
  | {
      type: 'sources-found'
      nodeId: string
      /** What was looked up: the message, or what it means when read in its conversation. */
      query: string
      /** Best first: an answer cites them by their place in it, from 1. */
      sources: readonly Source[]
      outcome: SearchOutcome
      /** Why it failed. */
      detail: string | null
      ms: number
    }
  /** `why`: what decided, in a few words: "the date is before 2026-01-01". */
  | { type: 'form-changed'; nodeId: string; changes: readonly FormChange[]; why: string | null }
  | { type: 'model-call'; call: ModelCall }
  | {
      type: 'agent-transferred'
      from: string
      /** Key of the workflow now in force; null where the transfer failed. */
      to: string | null
      agentId: string
      agentName: string | null
      initialNode: string | null
      keepsHistory: boolean
      /** Why it failed. */
      failure: string | null
    }
  | {
      type: 'conversation-end'
      status: Exclude<ConversationStatus, 'active'>
      reason: EndReason
      detail: string | null
    }
  | { type: 'turn-end'; stopped: boolean }
  /** The turn failed: its other events are kept for the why and are not folded. */
  | { type: 'turn-error'; code: string; message: string }

/**
 * found: the sources answer · not-said: they were looked for, and the documents do not say ·
 * skipped: nothing was asked (relevance filter) · failed: the knowledge base could not be searched.
 */
export type SearchOutcome = 'found' | 'not-said' | 'skipped' | 'failed'

/**
 * Whether the message asks for something to be looked up, and as what question. `otherwise`: what to look up where the
 * documents do not answer that.
 */
export type SearchNeed = { needed: boolean; query: string; otherwise?: string | null }

/** What one `understand` call found: in the visitor's words, for a node's variables, its intents and the global intents. */
export type Understood = {
  variables: readonly UnderstoodVariable[]
  intents: Classification | null
  globalIntents: Classification | null
  /** Where it was asked. */
  search?: SearchNeed | null
  /** Where a form was asked about. */
  form?: FormReading | null
}

export type UnderstoodVariable = {
  name: string
  /** Null where it was not found; the node's default, if it has one, is applied by the fold through `used`. */
  value: Json | null
  /** Where the variable's value comes from after this call: newly found, the author's default, kept from before, or nothing. */
  used: 'found' | 'default' | 'kept' | 'none'
  /** The visitor's own words that the value was read from. */
  raw: string | null
  messageId: string | null
  method: string
  confidence: number | null
}

export type Classification = {
  threshold: number
  /** Best first. Scores lie in 0–1 and are comparable with the threshold. */
  scores: readonly { id: string; score: number; evidence: string | null }[]
}

/** One transition that was looked at, and why it did or did not fire. */
export type Weighed = {
  target: string
  condition: string
  priority: number
  /**
   * taken: it fired · false: it did not hold · not-reached: an earlier one fired ·
   * suppressed: it needs new input (or a place where it is allowed) and there is none.
   */
  outcome: 'taken' | 'false' | 'not-reached' | 'suppressed'
  /** What decided: the words that matched, the value compared, the reason it was suppressed. */
  evidence: string | null
  score: number | null
}

export type ToolCall = { id: string; name: string; args: JsonObject }

export type ApiOutcome = {
  method: string
  /** Without query: the values may be private. */
  url: string
  status: number | null
  ok: boolean
  error: string | null
  attempts: number
  ms: number
}

export type Source = {
  documentId: string
  title: string
  /** Page or heading. */
  place: string | null
  /** From 1; null where the format has no pages; absent in older rows. */
  page?: number | null
  quote: string
  score: number
}

export type ModelCall = {
  id: string
  purpose: 'reply' | 'understand' | 'embed'
  provider: string
  model: string
  inputTokens: number | null
  outputTokens: number | null
  firstTokenMs: number | null
  ms: number
  /** In units of the price table's currency; null where the price is not known. */
  cost: number | null
  /** Tries after the first that this call needed. */
  retries: number
  error: string | null
}
