import type { AgentKind, AgentVersion } from '@/lib/domain/agent'
import { AppError } from '@/lib/domain/errors'
import { type AgentStore, defaultAgentSettings, type Scope } from '@/lib/domain/store'
import type { Agent, AgentVersion as VersionRow } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
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
    async addVersion(scope, added) {
      requireScope(scope, added.tenantId)
      try {
        return await prisma.$transaction(async (tx) => {
          const { tenantId, agentId: id, slug, kind, name, document, notes, createdBy, activate } = added
          const createdAt = new Date(added.createdAt)
          // The upsert locks the agent's row, so that two imports at once make two versions.
          const agent = await tx.agent.upsert({
            where: { id_tenantId: { id, tenantId } },
            create: { id, tenantId, slug, kind, name, createdAt, updatedAt: createdAt },
            update: { updatedAt: createdAt, ...(slug === null ? {} : { slug }) },
          })
          const { _max } = await tx.agentVersion.aggregate({
            where: { agentId: id, tenantId },
            _max: { version: true },
          })
          const version = (_max.version ?? 0) + 1
          await tx.agentVersion.create({
            data: { agentId: id, tenantId, version, kind, name, document, notes, createdBy, createdAt },
          })
          if (activate)
            await tx.agent.update({
              where: { id_tenantId: { id, tenantId } },
              data: { activeVersion: version, name, kind },
            })
          return { version, previousActive: agent.activeVersion, created: version === 1 }
        })
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
        where: { agentId: agent.id, tenantId: agent.tenantId },
        omit: { document: true },
        orderBy: { version: 'asc' },
      })
      return rows.map((row) => versionOf(agent, row))
    },

    async listAgents(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const rows = await prisma.agent.findMany({
        where: { tenantId: uuidOrNone(tenantId) },
        include: { _count: { select: { versions: true } } },
        orderBy: { name: 'asc' },
      })
      return rows.map((row) => ({
        agentId: row.id,
        slug: row.slug,
        kind: kindOf(row.kind),
        name: row.name,
        activeVersion: row.activeVersion,
        versions: row._count.versions,
        updatedAt: row.updatedAt.getTime(),
      }))
    },

    async activate(scope, tenantId, agentId, version) {
      const agent = await find(scope, tenantId, agentId)
      if (!agent) return false
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

const kinds = ['workflow', 'form', 'assistant'] as const satisfies AgentKind[]

function kindOf(text: string): AgentKind {
  const kind = kinds.find((candidate) => candidate === text)
  if (!kind) throw new Error(`Unknown kind of agent in the database: ${text}`)
  return kind
}
