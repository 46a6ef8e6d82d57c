import type { ConversationStore } from '@/lib/domain/conversation-store'
import { timeOfId } from '@/lib/domain/uuid-time'
import { type MessageJson, messageColumns, messageOf } from '@/lib/store/postgres/conversation-row'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { likePattern } from '@/lib/store/postgres/like-pattern'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

type MessageCalls = Pick<ConversationStore, 'findMessage' | 'searchMessages' | 'hideMessage' | 'setFeedback'>

// An id carries the time of its row, so that one partition is looked into.
const visible = `m.id = $1 AND m.created_at BETWEEN $2::timestamptz - interval '1 second'
  AND $2::timestamptz + interval '1 second' AND ($3::uuid IS NULL OR m.tenant_id = $3) AND m.hidden_at IS NULL`

const byId: Statement = {
  name: 'find-message',
  text: `
SELECT m.turn_id AS "turnId", m.conversation_id AS "conversationId", ${messageColumns}
FROM text_conversation_messages m WHERE ${visible}`,
}

const found = `
FROM text_conversations c JOIN text_conversation_messages m
  ON m.conversation_id = c.id AND m.created_at >= c.created_at - interval '1 day' AND m.hidden_at IS NULL
WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2) AND ($3::text IS NULL OR m.role = $3)
  AND ($4::text IS NULL OR m.content ILIKE $4)`

const page: Statement = {
  name: 'search-messages',
  text: `SELECT m.turn_id AS "turnId", ${messageColumns} ${found} ORDER BY m.sequence_number OFFSET $5 LIMIT $6`,
}

const count: Statement = { name: 'count-messages', text: `SELECT count(*)::int AS total ${found}` }

const hiding: Statement = {
  name: 'hide-message',
  text: `
WITH hidden AS (
  UPDATE text_conversation_messages m SET hidden_at = $5 WHERE ${visible} AND m.conversation_id = $4
  RETURNING m.conversation_id, m.tenant_id
)
UPDATE text_conversations c SET total_messages = c.total_messages - 1
FROM hidden WHERE c.id = hidden.conversation_id AND c.tenant_id = hidden.tenant_id RETURNING true AS hidden`,
}

const rating: Statement = {
  name: 'set-feedback',
  text: `
UPDATE text_conversation_messages m SET feedback = $5::smallint, feedback_note = $6
WHERE ${visible} AND m.conversation_id = $4 RETURNING true AS rated`,
}

/** An id of another kind names a time that may be past what PostgreSQL reads. */
const latest = Date.UTC(9999, 0)

export function messages(database: Database, getConversation: ConversationStore['getConversation']): MessageCalls {
  return {
    async findMessage(scope, messageId) {
      const [row] = await run<MessageJson & { conversationId: string }>(database, byId, placeOf(messageId, scope))
      if (!row) return null
      const { conversationId, ...message } = row
      const conversation = await getConversation(scope, { id: conversationId })
      return conversation && { message: messageOf(message), conversation }
    },

    async searchMessages(scope, conversationId, { role, search, offset, limit }) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), role ?? null, likePattern(search)]
      const rows = await run<MessageJson>(database, page, [...values, offset, limit])
      const [counted] = await run<{ total: number }>(database, count, values)
      return { messages: rows.map(messageOf), total: counted?.total ?? 0 }
    },

    async hideMessage(scope, conversationId, messageId, at) {
      const values = [...placeOf(messageId, scope), uuidOrNone(conversationId), timestamp(at)]
      return (await run(database, hiding, values)).length > 0
    },

    async setFeedback(scope, conversationId, messageId, value, note) {
      const feedback = value === null ? null : value === 'up' ? 1 : -1
      const place = [...placeOf(messageId, scope), uuidOrNone(conversationId)]
      return (await run(database, rating, [...place, feedback, note && plainText(note)])).length > 0
    },
  }
}

function placeOf(messageId: string, scope: Parameters<ConversationStore['findMessage']>[0]) {
  const id = uuidOrNone(messageId)
  return [id, timestamp(Math.min(timeOfId(id), latest)), tenantOf(scope)]
}
