import type { Workflow } from './workflow'

export type AgentKind = 'workflow' | 'form' | 'assistant'

/** One immutable version of an agent. `document` is the imported text, kept and exported unchanged. */
export type AgentVersion = {
  agentId: string
  /** The name-like id of an older configuration (`mri_support`), where the agent was imported under one. */
  slug: string | null
  kind: AgentKind
  name: string
  /** From 1; a trial's is negative. */
  version: number
  isActive: boolean
  document: string
  notes: string | null
  createdBy: string
  createdAt: number
}

/** What came of an agent's conversations, without trials. */
export type AgentCount = { agentId: string; conversations: number; completed: number }

export type AgentSummary = {
  agentId: string
  slug: string | null
  kind: AgentKind
  name: string
  /** Null: none is in force. */
  activeVersion: number | null
  versions: number
  updatedAt: number
}

/** What an agent's owner decides about it outside its versions. */
export type AgentSettings = {
  /** Web pages that may use it in guarded exposure: `https://example.org`, with the port where it is not the usual one. */
  allowedOrigins: readonly string[]
  /** Visitors may open the debug panel in guarded exposure too. */
  debugAllowed: boolean
  /** What its model calls may cost in a day (UTC), in the price table's currency; null: DAILY_MODEL_BUDGET. */
  dailyBudget: number | null
}

/** How a conversation finds the workflow it is pinned to. Answers from memory after the first time: versions are immutable. */
export type WorkflowSource = {
  /** Throws NOT_FOUND where tenant, agent or version is unknown; `agentId` may be a UUID or a slug; no version: the active one. */
  find(tenantId: string, agentId: string, version?: number): Promise<{ workflow: Workflow; isActive: boolean }>
}
