// The store port: what the log, agents and the access tables can do. `lib/store` has two adapters, PostgreSQL and memory,
// held to one test suite. Every function takes a scope first; with another tenant's ids it finds nothing.
import type { AgentKind, AgentSummary, AgentVersion } from './agent'
import type { Conversation, ConversationState, Dialect, Message, MessageRole, Turn } from './conversation'
import type { JsonObject } from './json'
import type {
  ClaimedDocument,
  DocumentClaim,
  IndexedPassage,
  KnowledgeBase,
  KnowledgeDocument,
  NewDocument,
  StoredPassage,
} from './knowledge'
import type { TurnEvent, TurnKind } from './turn-event'

export type Scope = { kind: 'tenant'; tenantId: string } | { kind: 'platform' }

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

/** A delivery goes out after the commit that inserted it, at least once. `body` null: made at the first try. */
export type NewDelivery = {
  id: string
  kind: 'webhook' | 'action' | 'callback'
  /** `call_started`, `call_ended`, or the action's node. */
  event: string
  url: string
  /** The workflow whose webhook settings (secret, retries) apply; null: none. */
  workflow: string | null
  body: string | null
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
  >
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
   * One statement: takes the lease, raises the fence, inserts the turn and its message.
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
  /** Everything of it, in one statement. */
  deleteConversation(scope: Scope, conversationId: string): Promise<boolean>
}

export type DeliveryRow = NewDelivery & {
  tenantId: string
  conversationId: string
  attempts: number
}

export type DeliveryStore = {
  /** Takes due deliveries for `holdMs` (SKIP LOCKED): no other process sends them meanwhile. */
  claimDue(scope: Scope, now: number, limit: number, holdMs: number): Promise<DeliveryRow[]>
  /** Keeps the body made at the first try, so that every try sends the same bytes. */
  keepBody(scope: Scope, deliveryId: string, body: string): Promise<void>
  markDelivered(scope: Scope, deliveryId: string, at: number, status: number): Promise<void>
  /** `nextAttemptAt` null: given up (`dead`). */
  markFailed(
    scope: Scope,
    deliveryId: string,
    failure: { at: number; status: number | null; error: string; nextAttemptAt: number | null },
  ): Promise<void>
}

export type AgentStore = {
  /** Makes the next version (1 for a new agent), activating it where asked, in one transaction. */
  addVersion(
    scope: Scope,
    version: {
      tenantId: string
      agentId: string
      slug: string | null
      kind: AgentKind
      name: string
      document: string
      notes: string | null
      createdBy: string
      createdAt: number
      activate: boolean
    },
  ): Promise<{ version: number; previousActive: number | null; created: boolean }>
  /** `version` undefined: the active one. `agentId`: UUID or slug. Null where unknown. */
  getVersion(scope: Scope, tenantId: string, agentId: string, version?: number): Promise<AgentVersion | null>
  listVersions(scope: Scope, tenantId: string, agentId: string): Promise<Omit<AgentVersion, 'document'>[]>
  listAgents(scope: Scope, tenantId: string): Promise<AgentSummary[]>
  activate(scope: Scope, tenantId: string, agentId: string, version: number): Promise<boolean>
}

export type TenantKey = {
  id: string
  tenantId: string
  name: string
  /** The HMAC key itself: stored encrypted, since a signature must be computed with it again. */
  secret: string
  createdAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

export type Person = {
  id: string
  tenantId: string
  email: string
  passwordHash: string
  role: 'owner' | 'editor' | 'analyst' | 'user'
}

export type AccessStore = {
  getTenant(scope: Scope, tenantId: string): Promise<{ id: string; name: string } | null>
  addTenant(scope: Scope, tenant: { id: string; name: string }): Promise<void>
  addKey(scope: Scope, key: Omit<TenantKey, 'lastUsedAt' | 'revokedAt'>): Promise<void>
  /** Without secrets where `revokedAt` is set. */
  listKeys(scope: Scope): Promise<TenantKey[]>
  revokeKey(scope: Scope, keyId: string, at: number): Promise<boolean>
  touchKey(scope: Scope, keyId: string, at: number): Promise<void>
  findPerson(scope: Scope, email: string): Promise<Person | null>
  addPerson(scope: Scope, person: Person): Promise<void>
  /** A nonce or other single-use value: false where it was used before and has not expired. */
  claimOnce(scope: Scope, value: string, expiresAt: number): Promise<boolean>
  /** Server-wide settings, such as the fingerprint of AUTH_SECRET. */
  getSetting(scope: Scope, name: string): Promise<string | null>
  /** Sets it only where it is absent; answers the value in force. */
  claimSetting(scope: Scope, name: string, value: string): Promise<string>
}

/** Calls on a claimed document answer false, and change nothing, where the claim is lost or the document deleted. */
export type KnowledgeStore = {
  /** Throws CONFLICT where the tenant has a base of this name, NOT_FOUND outside the scope. */
  addBase(scope: Scope, base: Omit<KnowledgeBase, 'revision'>): Promise<void>
  /** By id, or by name where no id fits. */
  findBase(scope: Scope, tenantId: string, idOrName: string): Promise<KnowledgeBase | null>
  /** By name. */
  listBases(scope: Scope, tenantId: string): Promise<KnowledgeBase[]>
  /** `duplicate`: the base holds these bytes already; where reading them had failed, they are queued again. */
  addDocument(scope: Scope, document: NewDocument): Promise<{ outcome: 'added' | 'duplicate'; documentId: string }>
  /** In the order they came. */
  listDocuments(scope: Scope, baseId: string): Promise<KnowledgeDocument[]>
  getDocument(scope: Scope, documentId: string): Promise<KnowledgeDocument | null>
  getOriginal(scope: Scope, documentId: string): Promise<Uint8Array | null>
  /** The oldest document that waits, or whose worker is gone, held for `holdMs` (SKIP LOCKED). Starts it over. */
  claimDocument(scope: Scope, now: number, holdMs: number): Promise<ClaimedDocument | null>
  /** Renews the claim too. */
  noteProgress(
    scope: Scope,
    claim: DocumentClaim,
    progress: { done: number; total: number; pages: number | null; now: number; holdMs: number },
  ): Promise<boolean>
  /** Stores the passages and makes them found, at once. */
  finishDocument(scope: Scope, claim: DocumentClaim, passages: readonly IndexedPassage[], at: number): Promise<boolean>
  failDocument(scope: Scope, claim: DocumentClaim, failure: string, at: number): Promise<boolean>
  /** With its original and passages. */
  deleteDocument(scope: Scope, documentId: string): Promise<boolean>
  /** Of documents that are ready, in order. Null where the base is unknown. */
  loadPassages(scope: Scope, baseId: string): Promise<{ revision: number; passages: StoredPassage[] } | null>
  /** Null where the base is unknown. */
  getRevision(scope: Scope, baseId: string): Promise<number | null>
}

export const providerKinds = ['anthropic', 'google', 'azure', 'openai'] as const

/** A language model server that agents name by `provider_id`. */
export type NamedProvider = {
  id: string
  /** Null: of all tenants. */
  tenantId: string | null
  name: string
  /** `openai`: any server of that format. */
  kind: (typeof providerKinds)[number]
  /** Null: the address of the kind's own service. */
  baseUrl: string | null
  model: string
  /** Stored encrypted; null for servers that ask for none. */
  apiKey: string | null
  createdAt: number
}

/** The scope is the owner: a tenant sees its own providers and those of the platform, and changes only its own. */
export type ProviderStore = {
  /** Throws CONFLICT where the owner has one of that name. */
  addProvider(scope: Scope, provider: Omit<NamedProvider, 'tenantId'>): Promise<void>
  /** By name, without keys; to the platform, everybody's. */
  listProviders(scope: Scope): Promise<Omit<NamedProvider, 'apiKey'>[]>
  /** A tenant's own comes before the platform's of the same name; the platform finds only its own. */
  findProvider(scope: Scope, name: string): Promise<NamedProvider | null>
  removeProvider(scope: Scope, name: string): Promise<boolean>
}

export type Upkeep = {
  /** Makes partitions for this month and `monthsAhead` more, moving rows out of the default first. Answers the ones made. */
  makePartitions(now: number, monthsAhead: number): Promise<string[]>
  /** Idempotency keys older than 24 hours, used nonces and old tickets. */
  forgetExpired(now: number): Promise<void>
  /** Resolves when the database answers; rejects otherwise. */
  ping(): Promise<void>
}

export type Store = {
  conversations: ConversationStore
  deliveries: DeliveryStore
  agents: AgentStore
  access: AccessStore
  providers: ProviderStore
  knowledge: KnowledgeStore
  upkeep: Upkeep
  close(): Promise<void>
}

export const platform: Scope = { kind: 'platform' }

export function tenant(tenantId: string): Scope {
  return { kind: 'tenant', tenantId }
}
