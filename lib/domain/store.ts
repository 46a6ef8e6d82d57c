// The store port: what the log, agents and the access tables can do. `lib/store` has two adapters, PostgreSQL and memory,
// held to one test suite. Every function takes a scope first; with another tenant's ids it finds nothing.
import type { AgentCount, AgentKind, AgentSettings, AgentSummary, AgentVersion } from './agent'
import type { AgentTestStore } from './agent-test'
import type { ChatbotStore } from './chatbot-store'
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
import type { DataStore } from './data-store'
import type { DraftStore } from './draft-store'
import type { FormStore, NewestPage } from './form-store'
import type { InsightStore } from './insight-store'
import type { JsonObject } from './json'
import type {
  ClaimedDocument,
  DocumentClaim,
  IndexedPassage,
  KnowledgeBase,
  KnowledgeDocument,
  NearPassage,
  NewDocument,
  Passage,
  PassagePlace,
  PassageRef,
  SearchSettings,
  StoredPassage,
} from './knowledge'
import type { OfficeStore } from './office-store'
import type { Scope } from './scope'
import type { TokenStore } from './token-store'
import type { ConversationStatus, TurnEvent, TurnKind } from './turn-event'

export { platform, type Scope, tenant } from './scope'

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

export type DeliveryRow = NewDelivery & {
  tenantId: string
  conversationId: string
  attempts: number
}

/** `dead`: given up. */
export const deliveryStatuses = ['pending', 'delivered', 'dead'] as const

export type DeliveryStatus = (typeof deliveryStatuses)[number]

export type DeliveryFilter = {
  tenantId: string
  agentId?: string
  kind?: NewDelivery['kind']
  status?: DeliveryStatus
  conversationId?: string
}

export type ListedDelivery = DeliveryRow & {
  status: DeliveryStatus
  /** Null: it is not tried again. */
  nextAttemptAt: number | null
  /** The receiver's last answer. */
  lastStatus: number | null
  lastError: string | null
  deliveredAt: number | null
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
  /** Newest first. */
  listDeliveries(scope: Scope, query: DeliveryFilter & NewestPage): Promise<ListedDelivery[]>
  /** Due at once under its own id, with all its tries before it again. False where there is none that has ended. */
  redeliver(scope: Scope, deliveryId: string, at: number): Promise<boolean>
}

export type AgentStore = {
  /** An agent without a version. Throws CONFLICT where the id or the slug is taken. */
  addAgent(
    scope: Scope,
    agent: { tenantId: string; agentId: string; slug: string | null; kind: AgentKind; name: string; createdAt: number },
  ): Promise<void>
  /** For one that has none. False where it has one, or another agent has this one. */
  giveSlug(scope: Scope, named: { tenantId: string; agentId: string; slug: string }): Promise<boolean>
  /** By UUID or slug. */
  findAgent(scope: Scope, tenantId: string, agentId: string): Promise<AgentSummary | null>
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
  /**
   * A version to be tried: its number is negative, it is in no list and is never activated. The same document tried again
   * soon is the same trial. Throws NOT_FOUND for an unknown agent.
   */
  addTrial(
    scope: Scope,
    trial: { tenantId: string; agentId: string; kind: AgentKind; name: string; document: string; createdAt: number },
  ): Promise<number>
  /** `version` undefined: the active one. `agentId`: UUID or slug. Null where unknown. */
  getVersion(scope: Scope, tenantId: string, agentId: string, version?: number): Promise<AgentVersion | null>
  listVersions(scope: Scope, tenantId: string, agentId: string): Promise<Omit<AgentVersion, 'document'>[]>
  listAgents(scope: Scope, tenantId: string): Promise<AgentSummary[]>
  /** Conversations that began since then, of agents that have any. */
  countConversations(scope: Scope, tenantId: string, since: number): Promise<AgentCount[]>
  activate(scope: Scope, tenantId: string, agentId: string, version: number): Promise<boolean>
  /** As they are set, or the defaults. Null where the agent is unknown. */
  getSettings(scope: Scope, tenantId: string, agentId: string): Promise<AgentSettings | null>
  setSettings(scope: Scope, tenantId: string, agentId: string, settings: AgentSettings): Promise<boolean>
  /** The pages that may use any agent of the tenant. */
  listOrigins(scope: Scope, tenantId: string): Promise<string[]>
  /** What the model calls of conversations that are with this agent have cost since then; those without a price are left out. */
  spentSince(scope: Scope, tenantId: string, agentId: string, since: number): Promise<number>
}

export const defaultAgentSettings: AgentSettings = { allowedOrigins: [], debugAllowed: false, dailyBudget: null }

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
  getPerson(scope: Scope, personId: string): Promise<Person | null>
  /** Oldest first. */
  listPeople(scope: Scope): Promise<Person[]>
  setPassword(scope: Scope, personId: string, passwordHash: string): Promise<boolean>
  /** A nonce or other single-use value: false where it was used before and has not expired. */
  claimOnce(scope: Scope, value: string, expiresAt: number): Promise<boolean>
  /** Server-wide settings, such as the fingerprint of AUTH_SECRET. */
  getSetting(scope: Scope, name: string): Promise<string | null>
  /** Sets it only where it is absent; answers the value in force. */
  claimSetting(scope: Scope, name: string, value: string): Promise<string>
}

/** A question's vector, and whose vectors of which base it is compared with. */
export type VectorQuestion = { baseId: string; encoder: string; vector: Float32Array }

/** Vectors that the database compares by itself. */
export type VectorStore = {
  /** Takes in what a process that knew of no such vectors has left out: of one base, or of all. */
  complete(scope: Scope, baseId: string | null, encoder: string): Promise<void>
  /** The nearest passages, at most `count`, and those of `places` that are near at all, with ranks, best first. */
  nearest(
    scope: Scope,
    question: VectorQuestion,
    wanted: { count: number; places: readonly PassageRef[] },
  ): Promise<NearPassage[]>
  /** Those of `places` that are near at all, without ranks, in any order. */
  cosines(scope: Scope, question: VectorQuestion, places: readonly PassageRef[]): Promise<NearPassage[]>
}

/** Calls on a claimed document answer false, and change nothing, where the claim is lost or the document deleted. */
export type KnowledgeStore = {
  /** Throws CONFLICT where the tenant has a base of this name, NOT_FOUND outside the scope. */
  addBase(scope: Scope, base: Omit<KnowledgeBase, 'revision'>): Promise<void>
  /** By id, or by name where no id fits. */
  findBase(scope: Scope, tenantId: string, idOrName: string): Promise<KnowledgeBase | null>
  /** By name. */
  listBases(scope: Scope, tenantId: string): Promise<KnowledgeBase[]>
  setBaseSettings(scope: Scope, baseId: string, settings: SearchSettings): Promise<boolean>
  /** With its documents. Throws CONFLICT where it is a chatbot's own. */
  deleteBase(scope: Scope, baseId: string): Promise<boolean>
  /** `duplicate`: the base holds these bytes already; where reading them had failed, they are queued again. */
  addDocument(scope: Scope, document: NewDocument): Promise<{ outcome: 'added' | 'duplicate'; documentId: string }>
  /** In the order they came. */
  listDocuments(scope: Scope, baseId: string): Promise<KnowledgeDocument[]>
  getDocument(scope: Scope, documentId: string): Promise<KnowledgeDocument | null>
  getOriginal(scope: Scope, documentId: string): Promise<Uint8Array | null>
  /**
   * The oldest document that waits for this encoder or for any, or whose worker is gone, held for `holdMs` (SKIP LOCKED).
   * Starts it over.
   */
  claimDocument(scope: Scope, encoder: string, now: number, holdMs: number): Promise<ClaimedDocument | null>
  /** Documents of another encoder wait for this one, found by their words meanwhile. Answers how many. */
  queueForEncoder(scope: Scope, encoder: string, now: number): Promise<number>
  /** Renews the claim too. */
  noteProgress(
    scope: Scope,
    claim: DocumentClaim,
    progress: { done: number; total: number; pages: number | null; now: number; holdMs: number },
  ): Promise<boolean>
  /** Stores the passages and makes them found, at once. */
  finishDocument(scope: Scope, claim: DocumentClaim, passages: readonly IndexedPassage[], at: number): Promise<boolean>
  failDocument(scope: Scope, claim: DocumentClaim, failure: string, at: number): Promise<boolean>
  /** Queues it again, with all its attempts. False where it has not failed. */
  retryDocument(scope: Scope, documentId: string, at: number): Promise<boolean>
  /** With its original and passages. */
  deleteDocument(scope: Scope, documentId: string): Promise<boolean>
  /** Those of one document in its order, without vectors. */
  listPassages(scope: Scope, documentId: string, page: { offset: number; limit: number }): Promise<Passage[]>
  /**
   * Of documents that were ready once, also while they are read again, in order, a page at a time: `next` is null with the
   * last. Null where the base is unknown. `encoder` null: without vectors.
   */
  loadPassages(
    scope: Scope,
    baseId: string,
    encoder: string | null,
    after: PassagePlace | null,
  ): Promise<{ revision: number; passages: StoredPassage[]; next: PassagePlace | null } | null>
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
  /** Asked once, where the model does not answer; null: none. */
  fallbackModel: string | null
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
  /** Idempotency keys older than 24 hours, used nonces, old tickets, trials of a week ago, and what `forgetOldTokens` forgets. */
  forgetExpired(now: number): Promise<void>
  /** Resolves when the database answers; rejects otherwise. */
  ping(): Promise<void>
}

export type Store = {
  conversations: ConversationStore
  deliveries: DeliveryStore
  agents: AgentStore
  drafts: DraftStore
  agentTests: AgentTestStore
  forms: FormStore
  access: AccessStore
  office: OfficeStore
  tokens: TokenStore
  chatbots: ChatbotStore
  insight: InsightStore
  providers: ProviderStore
  knowledge: KnowledgeStore
  data: DataStore
  /** Null where the database cannot compare vectors: whoever searches loads them with the passages. */
  vectors: VectorStore | null
  upkeep: Upkeep
  close(): Promise<void>
}
