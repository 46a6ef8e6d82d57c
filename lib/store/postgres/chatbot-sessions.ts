import { z } from 'zod'
import type { ChatbotSession, SessionEnd } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import { AppError } from '@/lib/domain/errors'
import { type Database, run, type Statement, violates } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { subjectColumn } from '@/lib/store/postgres/subject-column'

// The older one is closed before the new one stands: the insert reads what the update answered.
const opening: Statement = {
  name: 'open-chatbot-session',
  text: `
WITH place AS (
  SELECT c.agent_id, c.tenant_id, t.id AS conversation_id FROM chatbots c
  JOIN text_conversations t ON t.id = $5 AND t.tenant_id = c.tenant_id
  WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND c.tenant_id = $2 AND c.agent_id = $3 AND c.removed_at IS NULL
), older AS (
  UPDATE chatbot_sessions s
  SET closed_at = least(s.resumable_until, $7),
    end_reason = CASE WHEN s.resumable_until <= $7 THEN 'expired' ELSE 'superseded' END
  FROM place p
  WHERE s.tenant_id = p.tenant_id AND s.agent_id = p.agent_id AND s.subject = $4 AND s.closed_at IS NULL
  RETURNING s.id, s.end_reason
), superseded AS (
  SELECT max(o.id::text) FILTER (WHERE o.end_reason = 'superseded') AS id FROM older o
), opened AS (
  INSERT INTO chatbot_sessions (id, tenant_id, agent_id, subject, conversation_id, created_at, resumable_until)
  SELECT $6::uuid, p.tenant_id, p.agent_id, $4::text, p.conversation_id, $7::timestamptz, $8::timestamptz
  FROM place p CROSS JOIN superseded RETURNING id
)
SELECT s.id AS "supersededId" FROM opened CROSS JOIN superseded s`,
}

const whyEnded = (now: string) => `CASE WHEN s.closed_at IS NOT NULL THEN s.end_reason
    WHEN c.removed_at IS NOT NULL THEN 'removed' WHEN s.resumable_until <= ${now} THEN 'expired' END`

const ofChatbot = 'chatbots c ON c.agent_id = s.agent_id AND c.tenant_id = s.tenant_id'

const find: Statement = {
  name: 'find-chatbot-session',
  text: `
SELECT s.id, s.tenant_id AS "tenantId", s.agent_id AS "agentId", s.subject, s.conversation_id AS "conversationId",
  s.created_at AS "createdAt", s.resumable_until AS "resumableUntil", ${whyEnded('$3')} AS "end",
  coalesce(s.closed_at, c.removed_at, CASE WHEN s.resumable_until <= $3 THEN s.resumable_until END) AS "closedAt"
FROM chatbot_sessions s JOIN ${ofChatbot}
WHERE s.id = $2 AND ($1::uuid IS NULL OR s.tenant_id = $1)`,
}

// Somebody is connected: one whose time has passed, and that nobody has closed, goes on.
const keeping: Statement = {
  name: 'keep-chatbot-sessions',
  text: `
WITH asked AS (
  SELECT DISTINCT id::uuid AS id FROM json_array_elements_text($2::json) AS id
), kept AS (
  UPDATE chatbot_sessions s SET resumable_until = $3 FROM asked, chatbots c
  WHERE s.id = asked.id AND ($1::uuid IS NULL OR s.tenant_id = $1) AND s.closed_at IS NULL
    AND c.agent_id = s.agent_id AND c.tenant_id = s.tenant_id AND c.removed_at IS NULL
  RETURNING s.id
)
SELECT asked.id, coalesce(s.end_reason, 'removed') AS "end" FROM asked
LEFT JOIN chatbot_sessions s ON s.id = asked.id AND ($1::uuid IS NULL OR s.tenant_id = $1)
WHERE NOT EXISTS (SELECT FROM kept WHERE kept.id = asked.id)`,
}

const closing: Statement = {
  name: 'close-chatbot-session',
  text: `
UPDATE chatbot_sessions s SET closed_at = $4, end_reason = $3
WHERE s.id = $2 AND ($1::uuid IS NULL OR s.tenant_id = $1) AND s.closed_at IS NULL AND s.resumable_until > $4
RETURNING true AS done`,
}

const expiry: Statement = {
  name: 'close-expired-chatbot-sessions',
  text: `
UPDATE chatbot_sessions s SET closed_at = s.resumable_until, end_reason = 'expired'
WHERE (s.id, s.tenant_id) IN (SELECT e.id, e.tenant_id FROM chatbot_sessions e
  WHERE e.closed_at IS NULL AND e.resumable_until <= $2 AND ($1::uuid IS NULL OR e.tenant_id = $1)
  ORDER BY e.resumable_until LIMIT $3 FOR UPDATE SKIP LOCKED)
RETURNING s.id`,
}

const ends = ['closed', 'superseded', 'expired', 'removed'] as const satisfies SessionEnd[]

const sessionRow: z.ZodType<ChatbotSession> = z.object({
  ...{ id: z.string(), tenantId: z.string(), agentId: z.string(), subject: subjectColumn, conversationId: z.string() },
  ...{ createdAt: z.number(), resumableUntil: z.number(), closedAt: z.number().nullable() },
  end: z.enum(ends).nullable(),
})
const endedRows = z.array(z.object({ id: z.string(), end: z.enum(ends) }))

const mostTries = 50

type Sessions = Pick<
  ChatbotStore,
  'openSession' | 'findSession' | 'keepSessions' | 'closeSession' | 'closeExpiredSessions'
>

export function chatbotSessions(database: Database): Sessions {
  return {
    async openSession(scope, session) {
      const { id, tenantId, agentId, subject, conversationId, createdAt, resumableUntil } = session
      const values = [
        ...[tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId), subject, uuidOrNone(conversationId), id],
        ...[timestamp(createdAt), timestamp(resumableUntil)],
      ]
      for (let tries = 1; ; tries += 1) {
        try {
          const [opened] = await run<{ supersededId: string | null }>(database, opening, values)
          if (!opened) throw new AppError('NOT_FOUND', 'Chatbot not found')
          return opened
        } catch (error) {
          // Another one was opened at the same moment: it is there to be superseded now.
          if (!violates(error, 'chatbot_sessions_tenant_id_agent_id_subject_key') || tries >= mostTries) throw error
        }
      }
    },
    async findSession(scope, sessionId, now) {
      const [row] = await run(database, find, [tenantOf(scope), uuidOrNone(sessionId), timestamp(now)])
      return row ? sessionRow.parse(row) : null
    },
    async keepSessions(scope, sessionIds, until) {
      if (sessionIds.length === 0) return []
      const ids = jsonText(sessionIds.map(uuidOrNone))
      return endedRows.parse(await run(database, keeping, [tenantOf(scope), ids, timestamp(until)]))
    },
    async closeSession(scope, sessionId, end, at) {
      const values = [tenantOf(scope), uuidOrNone(sessionId), end, timestamp(at)]
      return (await run(database, closing, values)).length > 0
    },
    async closeExpiredSessions(scope, now, limit) {
      return (await run(database, expiry, [tenantOf(scope), timestamp(now), limit])).length
    },
  }
}
