import type { ConversationStore } from '@/lib/domain/conversation-store'
import {
  type MessageJson,
  messageColumns,
  messageOf,
  type TurnRow,
  turnOf,
} from '@/lib/store/postgres/conversation-row'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'

// The visitor's message belongs to every attempt of its number; the answers to the attempt that said them.
const select = `
SELECT t.id, t.conversation_id AS "conversationId", t.number, t.attempt, t.kind, t.status, t.events,
  t.started_at AS "startedAt", t.ended_at AS "endedAt", t.request_hash AS "requestHash",
  (SELECT coalesce(json_agg(json_build_object('id', m.id, 'turnId', t.id, 'role', m.role, 'content', m.content,
      'nodeId', m.node_id, 'sequence', m.sequence_number, 'latencyMs', m.latency_ms, 'createdAt', m.created_at,
      'feedback', m.feedback, 'feedbackNote', m.feedback_note, 'fromClient', m.from_client, 'metadata', m.metadata)
      ORDER BY m.sequence_number), '[]')
   FROM text_conversation_messages m
   WHERE m.conversation_id = t.conversation_id AND m.created_at >= c.created_at - interval '1 day'
     AND m.sequence_number BETWEEN least(t.message_sequence, t.first_sequence)
       AND greatest(t.message_sequence, t.last_sequence)
     AND (m.sequence_number = t.message_sequence OR m.sequence_number >= t.first_sequence)
     AND m.hidden_at IS NULL) AS messages
FROM turns t JOIN text_conversations c ON c.id = t.conversation_id AND c.tenant_id = t.tenant_id
WHERE ($2::uuid IS NULL OR t.tenant_id = $2)`

const byId: Statement = { name: 'get-turn', text: `${select} AND t.id = $1` }

const openingByKey: Statement = {
  name: 'find-opening',
  text: `${select} AND t.idempotency_key = $1 AND t.kind = 'opening' LIMIT 1`,
}

const page: Statement = {
  name: 'list-turns',
  text: `${select} AND t.conversation_id = $1 AND t.number > $3 ORDER BY t.number, t.attempt LIMIT $4`,
}

const messages: Statement = {
  name: 'list-messages',
  text: `
SELECT m.turn_id AS "turnId", ${messageColumns}
FROM text_conversations c JOIN text_conversation_messages m
  ON m.conversation_id = c.id AND m.created_at >= c.created_at - interval '1 day' AND m.hidden_at IS NULL
WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2)
ORDER BY m.sequence_number OFFSET $3 LIMIT $4`,
}

export function readTurns(
  database: Database,
): Pick<ConversationStore, 'getTurn' | 'findOpening' | 'listTurns' | 'listMessages'> {
  return {
    async getTurn(scope, turnId) {
      const [row] = await run<TurnRow>(database, byId, [uuidOrNone(turnId), tenantOf(scope)])
      return row ? turnOf(row) : null
    },
    async findOpening(scope, idempotencyKey) {
      const [row] = await run<TurnRow>(database, openingByKey, [idempotencyKey, tenantOf(scope)])
      return row && row.requestHash !== null ? { turn: turnOf(row), requestHash: row.requestHash } : null
    },
    async listTurns(scope, conversationId, { after, limit }) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), after, limit]
      return (await run<TurnRow>(database, page, values)).map(turnOf)
    },
    async listMessages(scope, conversationId, { offset, limit }) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), offset, limit]
      return (await run<MessageJson>(database, messages, values)).map(messageOf)
    },
  }
}
