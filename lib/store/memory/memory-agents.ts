import type { AgentVersion } from '@/lib/domain/agent'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { type AgentStore, defaultAgentSettings, type Scope } from '@/lib/domain/store'

import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryAgent, MemoryTables } from '@/lib/store/memory/memory-tables'

export function memoryAgents(tables: MemoryTables, clock: Clock): AgentStore {
  function find(scope: Scope, tenantId: string, idOrSlug: string): MemoryAgent | undefined {
    if (!inScope(scope, tenantId)) return undefined
    const own = tables.agents.filter((agent) => agent.tenantId === tenantId)
    return own.find((agent) => agent.agentId === idOrSlug) ?? own.find((agent) => agent.slug === idOrSlug)
  }
  return {
    async addVersion(scope, added) {
      const { tenantId, agentId, slug, kind, name, document, notes, createdBy, createdAt, activate } = added
      requireScope(scope, tenantId)
      const known = tables.agents.find((agent) => agent.tenantId === tenantId && agent.agentId === agentId)
      const clash = tables.agents.some(
        (other) => slug !== null && other.slug === slug && other.tenantId === tenantId && other !== known,
      )
      if (clash) throw new AppError('CONFLICT', `Another agent is already called ${slug}`)
      const agent = known ?? {
        ...{ tenantId, agentId, slug, kind, name, activeVersion: null, updatedAt: createdAt, versions: [] },
        settings: defaultAgentSettings,
      }
      if (!known) tables.agents.push(agent)
      const previousActive = agent.activeVersion
      const version = agent.versions.length + 1
      agent.versions.push({ agentId, kind, name, version, document, notes, createdBy, createdAt })
      agent.slug = slug ?? agent.slug
      agent.updatedAt = createdAt
      if (activate) Object.assign(agent, { activeVersion: version, name, kind })
      return { version, previousActive, created: !known }
    },
    async getVersion(scope, tenantId, agentId, version) {
      const agent = find(scope, tenantId, agentId)
      const wanted = version ?? agent?.activeVersion
      return (agent && versionsOf(agent).find((candidate) => candidate.version === wanted)) ?? null
    },
    async listVersions(scope, tenantId, agentId) {
      const agent = find(scope, tenantId, agentId)
      return agent ? versionsOf(agent).map(({ document: _, ...version }) => version) : []
    },
    async listAgents(scope, tenantId) {
      return tables.agents
        .filter((agent) => agent.tenantId === tenantId && inScope(scope, tenantId))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ tenantId: _, settings: __, versions, ...agent }) => ({ ...agent, versions: versions.length }))
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

function versionsOf(agent: MemoryAgent): AgentVersion[] {
  return agent.versions.map((version) => ({
    ...version,
    slug: agent.slug,
    isActive: version.version === agent.activeVersion,
  }))
}
