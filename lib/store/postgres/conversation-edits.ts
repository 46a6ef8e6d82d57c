import type { ConversationStore } from '@/lib/domain/conversation-store'
import { type Database, run, type Statement, violates } from '@/lib/store/postgres/database'
import { jsonText, plainText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

const own = 'c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2)'

const hiding: Statement = {
  name: 'hide-conversation',
  text: `UPDATE text_conversations c SET hidden_at = $3 WHERE ${own} RETURNING true AS done`,
}

const titling: Statement = {
  name: 'set-title',
  text: `UPDATE text_conversations c SET title = $3 WHERE ${own} RETURNING true AS done`,
}

const annotating: Statement = {
  name: 'set-metadata',
  text: `
UPDATE text_conversations c SET metadata = (c.metadata - ARRAY(SELECT jsonb_object_keys($3::jsonb)))
  || (SELECT coalesce(jsonb_object_agg(e.key, e.value), '{}') FROM jsonb_each($3::jsonb) e
      WHERE jsonb_typeof(e.value) <> 'null')
WHERE ${own} RETURNING true AS done`,
}

// Beside a running turn the fence stays, or that turn could not commit; without one it rises, so that whoever decided on
// the number of the next turn decides again.
const note: Statement = {
  name: 'add-note',
  text: `
WITH written AS (
  UPDATE text_conversations c SET
    fence = c.fence + (c.running_turn IS NULL OR c.lease_until <= clock_timestamp())::int,
    total_messages = c.total_messages + 1, last_sequence = c.last_sequence + 1, updated_at = $4
  WHERE ${own} AND c.fence = $3
  RETURNING c.tenant_id, c.last_sequence
), recorded AS (
  INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, events, started_at, ended_at,
    first_sequence, last_sequence)
  SELECT $5, written.tenant_id, $1, $6, 1, 'note', 'done', $7, $4, $4, written.last_sequence, written.last_sequence
  FROM written
), said AS (
  INSERT INTO text_conversation_messages
    (id, tenant_id, conversation_id, turn_id, role, content, sequence_number, created_at, from_client, metadata)
  SELECT $8, written.tenant_id, $1, $5, $9, $10, written.last_sequence, $4, true, $11 FROM written
)
SELECT true AS done FROM written`,
}

type Edits = Pick<ConversationStore, 'hideConversation' | 'setTitle' | 'setMetadata' | 'addNote'>

/** What changes about a conversation without a turn of its agent. */
export function conversationEdits(database: Database): Edits {
  return {
    async hideConversation(scope, conversationId, at) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), optionalTimestamp(at)]
      return (await run(database, hiding, values)).length > 0
    },

    async setTitle(scope, conversationId, title) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), plainText(title)]
      return (await run(database, titling, values)).length > 0
    },

    async setMetadata(scope, conversationId, patch) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), jsonText(patch)]
      return (await run(database, annotating, values)).length > 0
    },

    async addNote(scope, { conversationId, fence, turn, events, message }) {
      const values = [
        ...[uuidOrNone(conversationId), tenantOf(scope), fence, timestamp(message.createdAt)],
        ...[turn.id, turn.number, jsonText(events)],
        ...[message.id, message.role, plainText(message.content), jsonText(message.metadata)],
      ]
      try {
        return (await run(database, note, values)).length > 0 ? 'added' : 'changed'
      } catch (error) {
        if (violates(error, 'turns_conversation_id_number_attempt_key')) return 'changed'
        throw error
      }
    },
  }
}
