import type { AgentSummary, AgentVersion } from '@/lib/domain/agent'
import { type AgentStore, defaultAgentSettings } from '@/lib/domain/agent-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'

import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryAgent, MemoryTables } from '@/lib/store/memory/memory-tables'
import { memoryTrials } from '@/lib/store/memory/memory-trials'

export function memoryAgents(tables: MemoryTables, clock: Clock): AgentStore {
  function find(scope: Scope, tenantId: string, idOrSlug: string): MemoryAgent | undefined {
    if (!inScope(scope, tenantId)) return undefined
    const own = tables.agents.filter((agent) => agent.tenantId === tenantId)
    return own.find((agent) => agent.agentId === idOrSlug) ?? own.find((agent) => agent.slug === idOrSlug)
  }
  function requireFree(tenantId: string, slug: string | null, known?: MemoryAgent): void {
    const clash = tables.agents.some(
      (other) => slug !== null && other.slug === slug && other.tenantId === tenantId && other !== known,
    )
    if (clash) throw new AppError('CONFLICT', `Another agent is already called ${slug}`)
  }

  return {
    ...memoryTrials(tables),
    async addAgent(scope, { createdAt, ...agent }) {
      const { tenantId, agentId, slug } = agent
      requireScope(scope, tenantId)
      if (tables.agents.some((other) => other.tenantId === tenantId && other.agentId === agentId))
        throw new AppError('CONFLICT', 'There is an agent of this id already')
      requireFree(tenantId, slug)
      tables.agents.push({ ...agent, ...nothingYet(), updatedAt: createdAt })
    },
    async giveSlug(scope, { tenantId, agentId, slug }) {
      requireScope(scope, tenantId)
      const own = tables.agents.filter((agent) => agent.tenantId === tenantId)
      const agent = own.find((one) => one.agentId === agentId)
      if (agent?.slug !== null || own.some((other) => other.slug === slug)) return false
      agent.slug = slug
      return true
    },
    async findAgent(scope, tenantId, agentId) {
      const agent = find(scope, tenantId, agentId)
      return agent ? summaryOf(agent) : null
    },
    async addVersion(scope, added) {
      const { tenantId, agentId, slug, kind, name, document, notes, createdBy, createdAt, activate } = added
      requireScope(scope, tenantId)
      const known = tables.agents.find((agent) => agent.tenantId === tenantId && agent.agentId === agentId)
      requireFree(tenantId, slug, known)
      const agent = known ?? { ...{ tenantId, agentId, slug, kind, name }, ...nothingYet(), updatedAt: createdAt }
      if (!known) tables.agents.push(agent)
      const previousActive = agent.activeVersion
      const version = agent.versions.length + 1
      agent.versions.push({ agentId, kind, name, version, document, notes, createdBy, createdAt })
      agent.slug = slug ?? agent.slug
      agent.updatedAt = createdAt
      if (activate) Object.assign(agent, { activeVersion: version, name, kind })
      return { version, previousActive, created: version === 1 }
    },
    async getVersion(scope, tenantId, agentId, version) {
      const agent = find(scope, tenantId, agentId)
      const wanted = version ?? agent?.activeVersion
      if (!agent) return null
      const found = [...agent.versions, ...agent.trials].find((candidate) => candidate.version === wanted)
      return found ? versionOf(agent, found) : null
    },
    async listVersions(scope, tenantId, agentId) {
      const agent = find(scope, tenantId, agentId)
      return agent ? agent.versions.map(({ document: _, ...version }) => versionOf(agent, version)) : []
    },
    async listAgents(scope, tenantId) {
      return tables.agents
        .filter((agent) => agent.tenantId === tenantId && inScope(scope, tenantId))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(summaryOf)
    },
    async countConversations(scope, tenantId, since) {
      const own = [...tables.conversations.values()]
        .map(({ conversation }) => conversation)
        .filter((one) => one.tenantId === tenantId && inScope(scope, tenantId))
        .filter(({ dialect, createdAt }) => dialect !== 'trials' && createdAt >= since)
      return tables.agents.flatMap(({ agentId, tenantId: ofTenant }) => {
        const of = own.filter((one) => ofTenant === tenantId && one.agentId === agentId)
        const completed = of.filter(({ state }) => state.status === 'completed').length
        return of.length > 0 ? [{ agentId, conversations: of.length, completed }] : []
      })
    },
    async activate(scope, tenantId, agentId, version) {
      const agent = find(scope, tenantId, agentId)
      const chosen = agent?.versions.find((candidate) => candidate.version === version)
      if (!agent || !chosen) return false
      Object.assign(agent, { activeVersion: version, name: chosen.name, kind: chosen.kind, updatedAt: clock.now() })
      return true
    },
    async getSettings(scope, tenantId, agentId) {
      return find(scope, tenantId, agentId)?.settings ?? null
    },
    async setSettings(scope, tenantId, agentId, { allowedOrigins, debugAllowed, dailyBudget }) {
      const agent = find(scope, tenantId, agentId)
      if (agent) agent.settings = { allowedOrigins: [...allowedOrigins], debugAllowed, dailyBudget }
      return agent !== undefined
    },
    async listOrigins(scope, tenantId) {
      const own = tables.agents.filter((agent) => agent.tenantId === tenantId && inScope(scope, tenantId))
      return [...new Set(own.flatMap((agent) => agent.settings.allowedOrigins))].sort()
    },
    async spentSince(scope, tenantId, agentId, since) {
      const agent = find(scope, tenantId, agentId)
      const costs = [...tables.conversations.values()]
        .filter(({ conversation }) => conversation.tenantId === tenantId && conversation.agentId === agent?.agentId)
        .flatMap(({ turns }) => turns.flatMap((turn) => turn.events))
        .map((event) => (event.type === 'model-call' && event.at >= since ? (event.call.cost ?? 0) : 0))
      return costs.reduce((sum, cost) => sum + cost, 0)
    },
  }
}

function nothingYet(): Pick<MemoryAgent, 'activeVersion' | 'versions' | 'trials' | 'settings'> {
  return { activeVersion: null, versions: [], trials: [], settings: defaultAgentSettings }
}

function summaryOf({ tenantId: _, settings: __, trials: ___, versions, ...agent }: MemoryAgent): AgentSummary {
  return { ...agent, versions: versions.length }
}

function versionOf<Row extends Omit<AgentVersion, 'isActive' | 'slug' | 'document'>>(agent: MemoryAgent, version: Row) {
  return { ...version, slug: agent.slug, isActive: version.version === agent.activeVersion }
}
