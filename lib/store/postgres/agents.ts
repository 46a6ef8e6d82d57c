import type { AgentCount, AgentSummary, AgentVersion } from '@/lib/domain/agent'
import { type AgentStore, defaultAgentSettings } from '@/lib/domain/agent-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { Agent, AgentVersion as VersionRow } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { addVersion } from '@/lib/store/postgres/add-version'
import { kindOf } from '@/lib/store/postgres/agent-kind'
import { trials } from '@/lib/store/postgres/agent-trials'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { isUniqueViolation } from '@/lib/store/postgres/unique-violation'

const spent: Statement = {
  name: 'agent-spent-since',
  text: `
SELECT coalesce(sum(m.cost), 0)::double precision AS cost
FROM model_calls m
JOIN turns t ON t.id = m.turn_id AND t.tenant_id = m.tenant_id
JOIN text_conversations c ON c.id = t.conversation_id AND c.tenant_id = t.tenant_id
WHERE m.tenant_id = $1 AND m.created_at >= $3 AND c.agent_config_id = $2`,
}

const counted: Statement = {
  name: 'count-conversations-of-agents',
  text: `
SELECT a.id AS "agentId", n.conversations, n.completed FROM agents a CROSS JOIN LATERAL (
  SELECT count(*)::int AS conversations, (count(*) FILTER (WHERE c.status = 'completed'))::int AS completed
  FROM text_conversations c
  WHERE c.tenant_id = a.tenant_id AND c.agent_config_id = a.id AND c.created_at >= $2 AND c.dialect <> 'trials') n
WHERE a.tenant_id = $1 AND n.conversations > 0`,
}

export function agents(database: Database): AgentStore {
  const { prisma } = database

  /** By UUID first, then by slug: a name that looks like a UUID cannot hide an agent. */
  async function find(scope: Scope, tenantId: string, idOrSlug: string): Promise<Agent | null> {
    if (!inScope(scope, tenantId)) return null
    const tenant = uuidOrNone(tenantId)
    const found = await prisma.agent.findMany({
      where: { tenantId: tenant, OR: [{ id: uuidOrNone(idOrSlug) }, { slug: idOrSlug }] },
    })
    return found.find((agent) => agent.id === idOrSlug.toLowerCase()) ?? found[0] ?? null
  }

  return {
    ...trials(database),

    async addAgent(scope, { agentId: id, createdAt, ...agent }) {
      requireScope(scope, agent.tenantId)
      const at = new Date(createdAt)
      await prisma.agent.create({ data: { id, ...agent, createdAt: at, updatedAt: at } }).catch((cause: unknown) => {
        if (!isUniqueViolation(cause)) throw cause
        throw new AppError('CONFLICT', `Another agent is already called ${agent.slug ?? id}`, { cause })
      })
    },

    async giveSlug(scope, { tenantId, agentId, slug }) {
      requireScope(scope, tenantId)
      const nameless = { tenantId, id: uuidOrNone(agentId), slug: null }
      const named = await prisma.agent.updateMany({ where: nameless, data: { slug } }).catch((error: unknown) => {
        if (!isUniqueViolation(error)) throw error
        return { count: 0 }
      })
      return named.count > 0
    },

    async findAgent(scope, tenantId, agentId) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent) return null
      const own = { agentId: agent.id, tenantId: agent.tenantId, version: { gt: 0 } }
      return summaryOf(agent, await prisma.agentVersion.count({ where: own }))
    },

    async addVersion(scope, added) {
      requireScope(scope, added.tenantId)
      try {
        return await prisma.$transaction((tx) => addVersion(tx, added))
      } catch (error) {
        if (isUniqueViolation(error))
          throw new AppError('CONFLICT', `Another agent is already called ${added.slug}`, { cause: error })
        throw error
      }
    },

    async getVersion(scope, tenantId, agentId, version) {
      const agent = await find(scope, tenantId, agentId)
      const wanted = version ?? agent?.activeVersion
      if (!agent || wanted === null || wanted === undefined) return null
      const row = await prisma.agentVersion.findUnique({
        where: { agentId_tenantId_version: { agentId: agent.id, tenantId: agent.tenantId, version: wanted } },
      })
      return row && { ...versionOf(agent, row), document: row.document }
    },

    async listVersions(scope, tenantId, agentId) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent) return []
      const rows = await prisma.agentVersion.findMany({
        where: { agentId: agent.id, tenantId: agent.tenantId, version: { gt: 0 } },
        omit: { document: true },
        orderBy: { version: 'asc' },
      })
      return rows.map((row) => versionOf(agent, row))
    },

    async listAgents(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const rows = await prisma.agent.findMany({
        where: { tenantId: uuidOrNone(tenantId) },
        include: { _count: { select: { versions: { where: { version: { gt: 0 } } } } } },
        orderBy: { name: 'asc' },
      })
      return rows.map((row) => summaryOf(row, row._count.versions))
    },

    async countConversations(scope, tenantId, since) {
      if (!inScope(scope, tenantId)) return []
      return run<AgentCount>(database, counted, [uuidOrNone(tenantId), timestamp(since)])
    },

    async activate(scope, tenantId, agentId, version) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent || version < 1) return false
      const place = { agentId: agent.id, tenantId: agent.tenantId, version }
      const chosen = await prisma.agentVersion.findUnique({ where: { agentId_tenantId_version: place } })
      if (!chosen) return false
      await prisma.agent.update({
        where: { id_tenantId: { id: agent.id, tenantId: agent.tenantId } },
        data: { activeVersion: version, name: chosen.name, kind: chosen.kind, updatedAt: new Date() },
      })
      return true
    },

    async getSettings(scope, tenantId, agentId) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent) return null
      const place = { agentId: agent.id, tenantId: agent.tenantId }
      const row = await prisma.agentSettings.findUnique({
        where: { agentId_tenantId: place },
        omit: { agentId: true, tenantId: true },
      })
      return row ?? defaultAgentSettings
    },

    async setSettings(scope, tenantId, agentId, { allowedOrigins, debugAllowed, dailyBudget }) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent) return false
      const place = { agentId: agent.id, tenantId: agent.tenantId }
      const values = { allowedOrigins: [...allowedOrigins], debugAllowed, dailyBudget }
      await prisma.agentSettings.upsert({
        where: { agentId_tenantId: place },
        create: { ...place, ...values },
        update: values,
      })
      return true
    },

    async listOrigins(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const rows = await prisma.agentSettings.findMany({
        where: { tenantId: uuidOrNone(tenantId) },
        select: { allowedOrigins: true },
      })
      return [...new Set(rows.flatMap((row) => row.allowedOrigins))].sort()
    },

    async spentSince(scope, tenantId, agentId, since) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent) return 0
      const [row] = await run<{ cost: number }>(database, spent, [agent.tenantId, agent.id, timestamp(since)])
      return row?.cost ?? 0
    },
  }
}

function versionOf(agent: Agent, row: Omit<VersionRow, 'document'>): Omit<AgentVersion, 'document'> {
  return {
    agentId: row.agentId,
    slug: agent.slug,
    kind: kindOf(row.kind),
    name: row.name,
    version: row.version,
    isActive: row.version === agent.activeVersion,
    notes: row.notes,
    createdBy: row.createdBy,
    createdAt: row.createdAt.getTime(),
  }
}

function summaryOf(agent: Agent, versions: number): AgentSummary {
  const { id: agentId, slug, kind, name, activeVersion, updatedAt } = agent
  return { agentId, slug, kind: kindOf(kind), name, activeVersion, versions, updatedAt: updatedAt.getTime() }
}
