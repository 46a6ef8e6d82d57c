// The state that events fold into, and what the store keeps of a conversation beside it.
import type { FormReading, FormState } from './form'
import type { Json, JsonObject } from './json'
import type {
  Classification,
  ConversationStatus,
  EndReason,
  SearchNeed,
  SearchOutcome,
  Source,
  ToolCall,
  TurnEvent,
  TurnKind,
} from './turn-event'

/** Raise when the shape of `ConversationState` changes: stored states of another version are folded again from the log. */
export const stateVersion = 1

export type ConversationState = {
  /** Key of the workflow in force. */
  workflow: string
  initialNode: string
  nodeId: string
  enteredAt: number
  heardAt: number | null
  /** Times the visitor has spoken in this node since it was entered. */
  turnsInNode: number
  /** Inputs of the whole conversation: contract 1's `turns`. */
  inputs: number
  transitions: number
  transfers: number
  /** Names starting with `__` are the server's: see `publicVariables`. */
  variables: JsonObject
  status: ConversationStatus
  endedAt: number | null
  endReason: EndReason | null
  /** Messages from before this time are not shown to the model (a transfer without context). */
  historySince: number
  /** Of the `collect` node that was entered last. */
  form?: FormState
  turn: TurnState | null
}

/** What the running turn has done so far. Null between turns. */
export type TurnState = {
  id: string
  number: number
  attempt: number
  kind: TurnKind
  at: number
  text: string | null
  messageId: string | null
  /** True until the first transition of the turn: while it is, the visitor's input is new to the node. */
  fresh: boolean
  /** True once anything was said in this turn. */
  spoke: boolean
  /** Time without activity before this turn, in this node, in milliseconds. */
  silentMs: number
  /** A `hangup` action waits for its moment. */
  hangup: 'entry' | 'exit' | null
  /** What the message wants looked up, where an `understand` call was asked. */
  search: SearchNeed | null
  /** The form field that the page's input answers, where it has said so. */
  fieldId?: string
  /** A form has taken an answer from the message: another one entered in the same turn does not read it again. */
  isAnswer?: true
  node: NodeWork
}

/** What the turn has done in the node where it stands; starts over when a node is entered. */
export type NodeWork = {
  /** Times this turn has entered nodes: tells visits of one node apart. */
  visit: number
  /** True where this turn entered the node, false where it began in it. */
  entered: boolean
  entryActionsRun: boolean
  spoke: boolean
  answered: boolean
  understood: boolean
  intents: Classification | null
  globalIntents: Classification | null
  apiCalled: boolean
  /** What the node's search of its knowledge base came to; null: not searched. */
  found: { outcome: SearchOutcome; sources: readonly Source[] } | null
  transferFailure: string | null
  /** Tool calls of the last reply that have no result yet. */
  pendingCalls: readonly ToolCall[]
  /** Replies of this visit that asked for tools. */
  toolRounds: number
  /** Calls of this visit that came to nothing; absent: none. */
  toolErrors?: number
  /** What the message does in the node's form; absent: not asked yet. */
  form?: FormReading
  /** The form has moved in this visit: asked, answered, or ended. */
  formMoved?: boolean
}

/** Who may see a conversation; set by the dialect that made it. */
export type Access = 'public' | 'tenant' | `visitor:${string}` | `user:${string}`

/** `trials`: an editor tries an agent; counted and listed nowhere. */
export type Dialect = 'sessions' | 'forms' | 'threads' | 'chatbots' | 'chats' | 'native' | 'trials'

/** One conversation as the store keeps it. Times are milliseconds since the epoch. */
export type Conversation = {
  id: string
  tenantId: string
  dialect: Dialect
  /** The id its dialect shows: contract 1's `session_id`. */
  externalId: string
  access: Access
  agentId: string
  agentName: string
  agentVersion: number
  isActiveVersion: boolean
  metadata: JsonObject
  title: string | null
  state: ConversationState
  totalMessages: number
  totalTransitions: number
  totalTurns: number
  createdAt: number
  updatedAt: number
  wakeAt: number | null
  /** From then on it hears nothing more (contract 5); null: never. */
  expiresAt: number | null
  /** Whom an integration made it for, in the integration's own words. */
  externalUserId: string | null
  /** Left out of lists since then. */
  hiddenAt: number | null
  /** Rises with every claim, commit and end: what was decided on an older number is refused. */
  fence: number
  /** Messages a turn loads for the model. */
  historyLimit: number
}

export type MessageRole = 'user' | 'assistant' | 'system' | 'tool'

export type Message = {
  id: string
  turnId: string
  role: MessageRole
  content: string
  nodeId: string | null
  /** From 1, without gaps, over the whole conversation. */
  sequence: number
  latencyMs: number | null
  createdAt: number
  /** What its reader thought of it. */
  feedback: Feedback | null
  /** What they wrote beside it. */
  feedbackNote: string | null
  /** Stored by a client in whatever role it named: never the agent's own words, nor its author's. */
  fromClient: boolean
  metadata: JsonObject
}

export type Feedback = 'up' | 'down'

export type TurnStatus = 'running' | 'done' | 'failed' | 'cancelled'

/** One row of the log, with its messages. */
export type Turn = {
  id: string
  conversationId: string
  number: number
  attempt: number
  kind: TurnKind
  status: TurnStatus
  /** Empty while it runs; without text-deltas. */
  events: readonly TurnEvent[]
  /** In order; the visitor's first. */
  messages: readonly Message[]
  startedAt: number
  endedAt: number | null
}

/** What may be shown and sent outside: everything but the server's own. */
export function publicVariables(variables: JsonObject): Record<string, Json> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('__')))
}
