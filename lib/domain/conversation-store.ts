// The store's part behind conversations: their log, their state, and whose turn it is.

import type {
  Access,
  Conversation,
  ConversationState,
  Dialect,
  Feedback,
  Message,
  MessageRole,
  Turn,
} from './conversation'
import type { NewDelivery } from './delivery-store'
import type { JsonObject } from './json'
import type { Scope } from './scope'
import type { ConversationStatus, TurnEvent, TurnKind } from './turn-event'

export type ConversationRef = { id: string } | { dialect: Dialect; externalId: string }

/** Found before anything is made; `key` already contains its scope (credential, visitor or address, plus endpoint). */
export type Idempotency = { key: string; requestHash: string }

export type NewMessage = {
  id: string
  role: MessageRole
  content: string
  nodeId: string | null
  latencyMs: number | null
  createdAt: number
  /** Absent: none. */
  metadata?: JsonObject
}

/** A message stored without an answer, by a client and in the role it named. */
export type Note = {
  conversationId: string
  /** The numbers that were loaded: they have to fit still. */
  fence: number
  turn: { id: string; number: number }
  events: readonly TurnEvent[]
  message: Pick<Message, 'id' | 'role' | 'content' | 'metadata' | 'createdAt'>
}

export type ConversationFilter = {
  dialects: readonly Dialect[]
  /** `any`: whoever may see them. */
  access: readonly Access[] | 'any'
  agentId?: string
  externalUserId?: string
  /** Part of an id, of the external user's id or of the title, in any case of letters. */
  search?: string
  /** `search` is the whole of an id or of the external user's id. */
  searchExact?: boolean
  /** Part of the title or of a visible message, in any case of letters. */
  words?: string
  /** Neither ended nor expired at `now`. */
  isActive?: boolean
  /** Only those in which a visitor has said something. */
  heardOnly?: boolean
  now: number
}

/** Newest activity first; `before`: only those after this one in the list. */
export type ConversationPage = { before?: { updatedAt: number; id: string }; offset?: number; limit: number }

export type ConversationSummary = Pick<
  Conversation,
  | 'id'
  | 'externalId'
  | 'dialect'
  | 'access'
  | 'agentId'
  | 'agentName'
  | 'agentVersion'
  | 'title'
  | 'createdAt'
  | 'updatedAt'
  | 'expiresAt'
  | 'externalUserId'
  | 'metadata'
  | 'totalMessages'
> & { status: ConversationStatus; inputs: number }

export type MessageFilter = {
  role?: MessageRole
  /** Part of the text, in any case of letters. */
  search?: string
  offset: number
  limit: number
}

export type TransitionRow = { id: string; from: string; to: string; trigger: string; createdAt: number }

export type VariableRow = {
  id: string
  name: string
  value: JsonObject[string]
  method: string
  confidence: number | null
  nodeId: string | null
  createdAt: number
}

/** All that one turn changed, written together or not at all. Sequence numbers are given by the store. */
export type TurnResult = {
  /** With text-deltas and message text left out: `storedEvents` in `lib/domain`. */
  events: readonly TurnEvent[]
  state: ConversationState
  messages: readonly NewMessage[]
  transitions: readonly TransitionRow[]
  variables: readonly VariableRow[]
  deliveries: readonly NewDelivery[]
  /** It ended, and this version of its agent wants it analysed. */
  analysis?: { workflow: string; at: number } | null
  wakeAt: number | null
  historyLimit: number
  agentId: string
  agentName: string
  agentVersion: number
  endedAt: number
}

export type Opening = {
  conversation: Pick<
    Conversation,
    'id' | 'tenantId' | 'dialect' | 'externalId' | 'access' | 'isActiveVersion' | 'metadata' | 'title' | 'createdAt'
  > &
    Partial<Pick<Conversation, 'expiresAt' | 'externalUserId'>>
  /** Null: a conversation without an opening turn (contracts 3–5). */
  turn: { id: string; idempotency: Idempotency | null; startedAt: number } | null
  result: TurnResult
}

export type Claim = {
  conversationId: string
  /** The number that the decision to claim was made on. */
  fence: number
  turn: { id: string; number: number; attempt: number; kind: TurnKind; startedAt: number }
  /** The visitor's message; null for timers, and for a further attempt, whose message is stored already. */
  message: NewMessage | null
  /** The conversation takes no title from the message: it may be private. */
  namesNothing?: true
  idempotency: Idempotency | null
  owner: string
  leaseMs: number
  /** The claimant's place in the queue, where it has waited; a successful claim gives it up. */
  ticket: number | null
}

export type Loaded = {
  conversation: Conversation
  /** Visible ones, oldest first, at most `historyLimit`, ending with the newest. */
  history: readonly Message[]
  /** The turn that holds the conversation now. */
  running: { turnId: string; owner: string } | null
  /** The newest turn, for retries and for the next number. */
  lastTurn:
    | (Pick<Turn, 'id' | 'number' | 'attempt' | 'kind' | 'status' | 'endedAt'> & {
        userMessageId: string | null
        userText: string | null
      })
    | null
  /** The turn that this idempotency key belongs to, of this conversation. */
  sameKey: { turnId: string; requestHash: string } | null
}

export type ConversationStore = {
  /**
   * `duplicate`: the idempotency key is taken. `taken`: the external id is in use, or was and its conversation was deleted.
   * In both cases nothing was written.
   */
  openConversation(scope: Scope, opening: Opening): Promise<'opened' | 'duplicate' | 'taken'>
  /** One statement: conversation, messages for the model, queue and idempotency look-up. Null where unknown. */
  loadForTurn(scope: Scope, ref: ConversationRef, idempotencyKey: string | null): Promise<Loaded | null>
  /**
   * One statement: takes the lease, raises the fence, inserts the turn and its message; a conversation without a title
   * of its own takes it from the message.
   * `busy`: another turn runs or waits before this one. `changed`: the fence has moved or the conversation ended: load again.
   */
  claimTurn(
    scope: Scope,
    claim: Claim,
  ): Promise<{ outcome: 'claimed'; fence: number } | { outcome: 'busy' | 'changed' }>
  /** A place in the queue of a busy conversation. Lives for `lifeMs` unless renewed. */
  takeTicket(scope: Scope, conversationId: string, lifeMs: number): Promise<number>
  renewTicket(scope: Scope, ticket: number, lifeMs: number): Promise<void>
  dropTicket(scope: Scope, ticket: number): Promise<void>
  /** One statement guarded by the fence; ends the turn as `done` and lets the conversation go. */
  commitTurn(
    scope: Scope,
    commit: { conversationId: string; turnId: string; fence: number; result: TurnResult },
  ): Promise<'committed' | 'fenced'>
  /** The turn failed: its events are kept, the state stays as before it, the conversation is let go. */
  failTurn(
    scope: Scope,
    failure: { conversationId: string; turnId: string; fence: number; events: readonly TurnEvent[]; endedAt: number },
  ): Promise<'failed' | 'fenced'>
  /**
   * A turn that does not wait (end, edit): inserted as done, raising the fence; a running turn is marked `cancelled`.
   * `changed`: the fence has moved: load again.
   */
  recordTurn(
    scope: Scope,
    record: {
      conversationId: string
      fence: number
      turn: { id: string; number: number; kind: TurnKind; startedAt: number }
      result: TurnResult
    },
  ): Promise<'recorded' | 'changed'>
  /** One statement for all of a process's turns; answers with the turns whose lease is lost. */
  renewLeases(
    scope: Scope,
    owner: string,
    turns: readonly { turnId: string; fence: number }[],
    leaseMs: number,
  ): Promise<string[]>
  /** For the owner of a turn that runs elsewhere. False where it does not run. */
  requestStop(scope: Scope, turnId: string): Promise<boolean>
  /** Which of these running turns were asked to stop. */
  stopsRequested(scope: Scope, turnIds: readonly string[]): Promise<string[]>
  /** Closes turns whose owner died, as failed. Answers how many. */
  sweepDeadTurns(scope: Scope, limit: number): Promise<number>
  /** Active, idle conversations whose time has come, oldest first. */
  dueWakes(scope: Scope, now: number, limit: number): Promise<{ tenantId: string; conversationId: string }[]>
  getConversation(scope: Scope, ref: ConversationRef): Promise<Conversation | null>
  /** With messages. */
  getTurn(scope: Scope, turnId: string): Promise<Turn | null>
  /** By an idempotency key that opened a conversation. */
  findOpening(scope: Scope, idempotencyKey: string): Promise<{ turn: Turn; requestHash: string } | null>
  /** Oldest first, with messages. */
  listTurns(scope: Scope, conversationId: string, page: { after: number; limit: number }): Promise<Turn[]>
  listMessages(scope: Scope, conversationId: string, page: { offset: number; limit: number }): Promise<Message[]>
  /** Hidden ones are left out. `total`: of all pages, where the page is given by its offset. */
  listConversations(
    scope: Scope,
    filter: ConversationFilter,
    page: ConversationPage,
  ): Promise<{ conversations: ConversationSummary[]; total: number | null }>
  /** False where there is none. Null: shown again. */
  hideConversation(scope: Scope, conversationId: string, at: number | null): Promise<boolean>
  setTitle(scope: Scope, conversationId: string, title: string): Promise<boolean>
  /** Key by key; null takes a key out. */
  setMetadata(scope: Scope, conversationId: string, patch: JsonObject): Promise<boolean>
  /** A visible message and its conversation. */
  findMessage(scope: Scope, messageId: string): Promise<{ message: Message; conversation: Conversation } | null>
  /** Visible ones, oldest first. */
  searchMessages(
    scope: Scope,
    conversationId: string,
    filter: MessageFilter,
  ): Promise<{ messages: Message[]; total: number }>
  /** Stored beside a running turn, not after it. `changed`: load again. */
  addNote(scope: Scope, note: Note): Promise<'added' | 'changed'>
  /** From then on it is in no list, search or prompt. False where none is visible. */
  hideMessage(scope: Scope, conversationId: string, messageId: string, at: number): Promise<boolean>
  setFeedback(
    scope: Scope,
    conversationId: string,
    messageId: string,
    value: Feedback | null,
    note: string | null,
  ): Promise<boolean>
  /** Everything of it, in one statement. */
  deleteConversation(scope: Scope, conversationId: string): Promise<boolean>
}
