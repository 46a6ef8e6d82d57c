// The store's part that looks at all conversations of a tenant: lists, figures, analyses, and the end of what is known of a
// person. Conversations that only tried a draft out (the dialect `trials`) are in no list and no figure.
import type { Analysis, Sentiment } from './analysis'
import type { Access, Dialect } from './conversation'
import type { NewestPage } from './form-store'
import type { Json } from './json'
import type { Scope } from './scope'
import type { ConversationStatus, ModelCall } from './turn-event'

export const analysisFilters = [
  'done',
  'none',
  'successful',
  'unsuccessful',
  'positive',
  'neutral',
  'negative',
  'mixed',
] as const

export type ConversationSearch = {
  tenantId: string
  agentId?: string
  version?: number
  dialect?: Dialect
  status?: ConversationStatus
  /** Has a value, or this one, in any case of letters. */
  variable?: { name: string; value?: string }
  /** Begun then or later. */
  since?: number
  /** Begun before. */
  until?: number
  /** Part of an id, of the title or of a visible message, in any case of letters. */
  search?: string
  /** Has a message that was rated so. */
  feedback?: 'up' | 'down' | 'any'
  analysis?: (typeof analysisFilters)[number]
  /** Nothing is found by what sensitive fields were answered. */
  hidesSensitive: boolean
}

export type ListedConversation = {
  id: string
  tenantId: string
  dialect: Dialect
  externalId: string
  access: Access
  externalUserId: string | null
  agentId: string
  agentName: string
  agentVersion: number
  status: ConversationStatus
  title: string | null
  createdAt: number
  updatedAt: number
  endedAt: number | null
  /** The visitor has taken it out of their own list since then. */
  hiddenAt: number | null
  inputs: number
  totalMessages: number
  feedback: { up: number; down: number }
  /** Of its model calls with a known price; null: none has one. */
  cost: number | null
  /** Null: not analysed. */
  analysis: { sentiment: Sentiment | null; successful: boolean | null } | null
}

/** A value that a variable was given, and how it came by it. */
export type VariableGiven = {
  name: string
  value: Json
  method: string
  confidence: number | null
  nodeId: string | null
  turnId: string
  createdAt: number
}

/** `agentId` absent: all agents. Begun at `since` or later and before `until`. */
export type InsightFilter = { tenantId: string; agentId?: string; version?: number; since: number; until: number }

/** Conversations that began in this stretch of time, and what became of them. */
export type ConversationFigures = {
  at: number
  started: number
  completed: number
  failed: number
  abandoned: number
}

export type NodeFigures = {
  nodeId: string
  entered: number
  left: number
  /** Ended while they stood there. */
  completed: number
  failed: number
  abandoned: number
  /** Stand there now. */
  active: number
}

export type Spread = { count: number; p50: number; p95: number }

/** In milliseconds; null: there was none. */
export type LatencyFigures = { at: number; turn: Spread | null; firstToken: Spread | null }

export type CostFigures = {
  at: number
  agentId: string
  /** What they were made for: an answer in a conversation, or its analysis after it. */
  purpose: 'conversation' | 'analysis'
  provider: string
  model: string
  calls: number
  inputTokens: number
  outputTokens: number
  /** Of the calls whose price is known. */
  cost: number
  unpriced: number
}

export type StoredAnalysis = {
  conversationId: string
  /** Of the agent's version that asked for it. */
  workflow: string
  state: 'queued' | 'done' | 'failed'
  attempts: number
  analysis: Analysis | null
  failure: string | null
  queuedAt: number
  analyzedAt: number | null
}

/** What an analysis asked of a model. */
export type AnalysisCall = Pick<
  ModelCall,
  'provider' | 'model' | 'inputTokens' | 'outputTokens' | 'cost' | 'ms' | 'error'
> & { at: number }

export type ClaimedAnalysis = { tenantId: string; conversationId: string; workflow: string; attempts: number }

/** What tells the agent's webhook of it. */
export type AnalysisDelivery = { id: string; url: string; workflow: string; body: string; createdAt: number }

/** Whose conversations: those that fit any of it. */
export type ErasureKey = {
  tenantId: string
  conversationId: string | null
  externalUserId: string | null
  accesses: readonly Access[]
  /** As tokens and memberships of chatbots name them. */
  subjects: readonly string[]
  /** Known in the conversation under this name, or any where it is null; in any case of letters. */
  value: { name: string | null; text: string } | null
}

/** Rows by table, under the names of the wire. */
export type ErasureCounts = Readonly<Record<(typeof erasedTables)[number], number>>

export const erasedTables = [
  'conversations',
  'turns',
  'messages',
  'transitions',
  'variables',
  'model_calls',
  'tool_calls',
  'deliveries',
  'analyses',
  'chatbot_sessions',
  'chatbot_memberships',
  'token_families',
] as const

export type Erasure = {
  id: string
  tenantId: string
  at: number
  /** `person:<e-mail address>`, `key:<id>` or `platform`. */
  by: string
  kind: string
  /** By it whoever knows the key finds the receipt. */
  keyHash: string
  counts: ErasureCounts
}

export type InsightStore = {
  /** Newest first. */
  searchConversations(scope: Scope, search: ConversationSearch & NewestPage): Promise<ListedConversation[]>
  /** The same of one; null where unknown. */
  findListed(scope: Scope, conversationId: string): Promise<ListedConversation | null>
  /** The newest of each variable. */
  listVariables(scope: Scope, conversationId: string): Promise<VariableGiven[]>
  /** Oldest first, in UTC; stretches without any are left out. */
  countByTime(scope: Scope, filter: InsightFilter & { by: 'day' | 'hour' }): Promise<ConversationFigures[]>
  countByNode(scope: Scope, filter: InsightFilter & { agentId: string }): Promise<NodeFigures[]>
  /** By day in UTC, oldest first; then all days together, without a day. */
  measureLatency(
    scope: Scope,
    filter: InsightFilter,
  ): Promise<{ days: LatencyFigures[]; all: Omit<LatencyFigures, 'at'> }>
  /** By day in UTC, agent, model and purpose, oldest first. */
  sumCosts(scope: Scope, filter: InsightFilter): Promise<CostFigures[]>
  /** Takes due analyses for `holdMs` (SKIP LOCKED). */
  claimAnalyses(scope: Scope, now: number, limit: number, holdMs: number): Promise<ClaimedAnalysis[]>
  /** With its delivery, at once; `again` also where it was done before. False where it is not queued, or unknown. */
  finishAnalysis(
    scope: Scope,
    conversationId: string,
    done: { workflow: string; analysis: Analysis; at: number; delivery: AnalysisDelivery | null; again: boolean },
  ): Promise<boolean>
  /** `nextAttemptAt` null: given up. */
  failAnalysis(
    scope: Scope,
    conversationId: string,
    failure: { error: string; nextAttemptAt: number | null },
  ): Promise<void>
  /** What an analysis asked of models, whether it came to anything or not. */
  addAnalysisCalls(
    scope: Scope,
    conversationId: string,
    made: { at: number; calls: readonly ModelCall[] },
  ): Promise<void>
  /** Oldest first. */
  listAnalysisCalls(scope: Scope, conversationId: string): Promise<AnalysisCall[]>
  getAnalysis(scope: Scope, conversationId: string): Promise<StoredAnalysis | null>
  /** What `erase` would delete, and the ids of the conversations. */
  findErasable(scope: Scope, key: ErasureKey): Promise<{ counts: ErasureCounts; conversationIds: string[] }>
  /** Deletes all of it and keeps the receipt, at once. */
  erase(
    scope: Scope,
    key: ErasureKey,
    receipt: Omit<Erasure, 'tenantId' | 'counts'>,
  ): Promise<{ counts: ErasureCounts; conversationIds: string[] }>
  /** Newest first. */
  listErasures(scope: Scope, query: { tenantId: string } & NewestPage): Promise<Erasure[]>
}
