import { z } from 'zod'
import { type Chatbot, memberRoles } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import { AppError } from '@/lib/domain/errors'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { chatbotSessions } from '@/lib/store/postgres/chatbot-sessions'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { subjectColumn } from '@/lib/store/postgres/subject-column'
import { isUniqueViolation } from '@/lib/store/postgres/unique-violation'

const chatbotColumns = `c.tenant_id AS "tenantId", c.agent_id AS "agentId", a.slug, a.name, c.owner,
  c.base_id AS "baseId", c.created_at AS "createdAt",
  ARRAY(SELECT b.base_id FROM chatbot_bases b WHERE b.agent_id = c.agent_id AND b.tenant_id = c.tenant_id
    ORDER BY b.position) AS "attachedBaseIds"`

const chatbotTables = 'chatbots c JOIN agents a ON a.id = c.agent_id AND a.tenant_id = c.tenant_id'

const ofTenant = '($1::uuid IS NULL OR c.tenant_id = $1) AND c.tenant_id = $2 AND c.removed_at IS NULL'

// An id comes before a slug that looks like one.
const find: Statement = {
  name: 'find-chatbot',
  text: `
SELECT ${chatbotColumns} FROM ${chatbotTables}
WHERE ${ofTenant} AND (c.agent_id = $3 OR a.slug = $4) ORDER BY c.agent_id = $3 DESC LIMIT 1`,
}

const list: Statement = {
  name: 'list-chatbots',
  text: `
SELECT ${chatbotColumns} FROM ${chatbotTables}
WHERE ${ofTenant} AND ($3::text IS NULL OR c.owner = $3 OR EXISTS (SELECT FROM chatbot_members m
  WHERE m.agent_id = c.agent_id AND m.tenant_id = c.tenant_id AND m.subject = $3))
ORDER BY a.name, c.created_at, c.agent_id`,
}

const removal: Statement = {
  name: 'remove-chatbot',
  text: `
WITH removed AS (
  UPDATE chatbots c SET removed_at = $4, base_id = NULL WHERE ${ofTenant} AND c.agent_id = $3
  RETURNING c.agent_id, c.tenant_id
), closed AS (
  UPDATE chatbot_sessions s SET closed_at = $4, end_reason = 'removed' FROM removed r
  WHERE s.agent_id = r.agent_id AND s.tenant_id = r.tenant_id AND s.closed_at IS NULL
)
SELECT true AS done FROM removed`,
}

const membership: Statement = {
  name: 'set-chatbot-member',
  text: `
INSERT INTO chatbot_members AS m (agent_id, tenant_id, subject, role, since)
SELECT c.agent_id, c.tenant_id, $4::text, $5::text, $6::timestamptz FROM chatbots c WHERE ${ofTenant} AND c.agent_id = $3
ON CONFLICT (agent_id, tenant_id, subject) DO UPDATE SET role = excluded.role RETURNING true AS done`,
}

const departure: Statement = {
  name: 'remove-chatbot-member',
  text: `
WITH gone AS (
  DELETE FROM chatbot_members m USING chatbots c
  WHERE ${ofTenant} AND c.agent_id = $3 AND m.agent_id = c.agent_id AND m.tenant_id = c.tenant_id AND m.subject = $4
  RETURNING m.agent_id, m.tenant_id, m.subject
), closed AS (
  UPDATE chatbot_sessions s SET closed_at = clock_timestamp(), end_reason = 'removed' FROM gone g
  WHERE s.agent_id = g.agent_id AND s.tenant_id = g.tenant_id AND s.subject = g.subject AND s.closed_at IS NULL
)
SELECT true AS done FROM gone`,
}

const members: Statement = {
  name: 'list-chatbot-members',
  text: `
SELECT m.subject, m.role, m.since FROM chatbot_members m
JOIN chatbots c ON c.agent_id = m.agent_id AND c.tenant_id = m.tenant_id
WHERE ${ofTenant} AND c.agent_id = $3 AND ($4::text IS NULL OR m.subject = $4) ORDER BY m.since, m.subject`,
}

const chatbotRow: z.ZodType<Chatbot> = z.object({
  ...{ tenantId: z.string(), agentId: z.string(), slug: z.string().nullable(), name: z.string(), owner: subjectColumn },
  ...{ baseId: z.string(), attachedBaseIds: z.array(z.string()), createdAt: z.number() },
})
const memberRow = z.object({ subject: subjectColumn, role: z.enum(memberRoles), since: z.number() })

export function chatbots(database: Database): ChatbotStore {
  const { prisma } = database

  /** Throws NOT_FOUND where one of them is not a base of this tenant. */
  async function requireBases(tenantId: string, baseIds: readonly string[]): Promise<void> {
    const ids = [...new Set(baseIds.map(uuidOrNone))]
    const found = await prisma.knowledgeBase.count({ where: { tenantId: uuidOrNone(tenantId), id: { in: ids } } })
    if (found < ids.length) throw new AppError('NOT_FOUND', 'Knowledge base not found')
  }

  const attachments = (tenantId: string, agentId: string, baseIds: readonly string[]) =>
    [...new Set(baseIds)].map((baseId, position) => ({ agentId, tenantId, baseId, position }))

  return {
    ...chatbotSessions(database),
    async addChatbot(scope, { tenantId, agentId, owner, baseId, attachedBaseIds, createdAt }) {
      requireScope(scope, tenantId)
      if ((await prisma.agent.count({ where: { id: uuidOrNone(agentId), tenantId: uuidOrNone(tenantId) } })) === 0)
        throw new AppError('NOT_FOUND', 'Agent not found')
      await requireBases(tenantId, [baseId, ...attachedBaseIds])
      const adding = prisma.chatbot.create({
        data: { tenantId, agentId, owner, baseId, createdAt: new Date(createdAt) },
      })
      const attaching = prisma.chatbotBase.createMany({ data: attachments(tenantId, agentId, attachedBaseIds) })
      await prisma.$transaction([adding, attaching]).catch((cause: unknown) => {
        if (!isUniqueViolation(cause)) throw cause
        throw new AppError('CONFLICT', 'This agent is a chatbot already', { cause })
      })
    },
    async findChatbot(scope, tenantId, idOrSlug) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(idOrSlug), plainText(idOrSlug)]
      const [row] = await run(database, find, values)
      return row ? chatbotRow.parse(row) : null
    },
    async listChatbots(scope, tenantId, subject) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), subject === 'any' ? null : subject]
      return z.array(chatbotRow).parse(await run(database, list, values))
    },
    async setAttachedBases(scope, tenantId, agentId, baseIds) {
      const place = { agentId: uuidOrNone(agentId), tenantId: uuidOrNone(tenantId) }
      if (!inScope(scope, tenantId) || (await prisma.chatbot.count({ where: { ...place, removedAt: null } })) === 0)
        return false
      await requireBases(tenantId, baseIds)
      await prisma.$transaction([
        prisma.chatbotBase.deleteMany({ where: place }),
        prisma.chatbotBase.createMany({ data: attachments(tenantId, agentId, baseIds), skipDuplicates: true }),
      ])
      return true
    },
    async removeChatbot(scope, tenantId, agentId, at) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId), timestamp(at)]
      return (await run(database, removal, values)).length > 0
    },
    async setMember(scope, tenantId, agentId, { subject, role, at }) {
      const place = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId)]
      return (await run(database, membership, [...place, subject, role, timestamp(at)])).length > 0
    },
    async removeMember(scope, tenantId, agentId, subject) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId), subject]
      return (await run(database, departure, values)).length > 0
    },
    async listMembers(scope, tenantId, agentId) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId), null]
      return z.array(memberRow).parse(await run(database, members, values))
    },
    async memberRole(scope, tenantId, agentId, subject) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId), subject]
      const [row] = await run(database, members, values)
      return row ? memberRow.parse(row).role : null
    },
  }
}
