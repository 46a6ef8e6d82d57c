// The store's part behind agents and their published versions.

import type { AgentCount, AgentKind, AgentSettings, AgentSummary, AgentVersion } from './agent'
import type { Scope } from './scope'

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
