// The store port: what the log, agents and the access tables can do. `lib/store` has two adapters, PostgreSQL and memory,
// held to one test suite. Every function takes a scope first; with another tenant's ids it finds nothing.
import type { AccessStore } from './access-store'
import type { AgentStore } from './agent-store'
import type { AgentTestStore } from './agent-test'
import type { ChatbotStore } from './chatbot-store'
import type { ConversationStore } from './conversation-store'
import type { DataStore } from './data-store'
import type { DeliveryStore } from './delivery-store'
import type { DraftStore } from './draft-store'
import type { FormStore } from './form-store'
import type { InsightStore } from './insight-store'
import type { KnowledgeStore, VectorStore } from './knowledge-store'
import type { OfficeStore } from './office-store'
import type { ProviderStore } from './provider-store'
import type { TokenStore } from './token-store'

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
