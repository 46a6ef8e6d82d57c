import { stateVersion } from '@/lib/domain/conversation'
import type { ConversationStore, Loaded } from '@/lib/domain/conversation-store'
import {
  type ConversationRow,
  conversationColumns,
  conversationOf,
  type MessageJson,
  messageColumns,
  messageOf,
} from '@/lib/store/postgres/conversation-row'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { refoldConversation } from '@/lib/store/postgres/refold-conversation'

// Messages are never older than their conversation, a day allowed for clocks that differ: older partitions are not read.
const select = `
SELECT ${conversationColumns}, c.running_turn, c.lease_owner,
  (SELECT coalesce(json_agg(h ORDER BY h.sequence), '[]') FROM (
    SELECT m.turn_id AS "turnId", ${messageColumns}
    FROM text_conversation_messages m
    WHERE m.conversation_id = c.id AND m.created_at >= c.created_at - interval '1 day' AND m.hidden_at IS NULL
      AND m.role <> 'tool'
    ORDER BY m.sequence_number DESC LIMIT c.history_limit) h) AS history,
  l.id AS last_id, l.number AS last_number, l.attempt AS last_attempt, l.kind AS last_kind, l.status AS last_status,
  l.ended_at AS last_ended_at, l.message_id AS last_message_id,
  (SELECT m.content FROM text_conversation_messages m
   WHERE m.conversation_id = c.id AND m.created_at >= c.created_at - interval '1 day'
     AND m.sequence_number = l.message_sequence) AS last_text,
  k.id AS key_turn, k.request_hash AS key_hash
FROM text_conversations c
LEFT JOIN LATERAL (
  SELECT * FROM turns t WHERE t.conversation_id = c.id ORDER BY t.number DESC, t.attempt DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (
  SELECT t.id, t.request_hash FROM turns t
  WHERE t.idempotency_key = $2 AND t.tenant_id = c.tenant_id AND t.conversation_id = c.id
  ORDER BY t.attempt DESC LIMIT 1) k ON true
WHERE ($1::uuid IS NULL OR c.tenant_id = $1)`

const byId: Statement = { name: 'load-for-turn-by-id', text: `${select} AND c.id = $3 LIMIT 1` }

const byExternalId: Statement = {
  name: 'load-for-turn-by-external-id',
  text: `${select} AND c.session_id = $3 AND c.dialect = $4 ORDER BY c.created_at LIMIT 1`,
}

type LoadedRow = ConversationRow & {
  running_turn: string | null
  lease_owner: string | null
  history: MessageJson[]
  last_id: string | null
  last_number: number
  last_attempt: number
  last_kind: NonNullable<Loaded['lastTurn']>['kind']
  last_status: NonNullable<Loaded['lastTurn']>['status']
  last_ended_at: number | null
  last_message_id: string | null
  last_text: string | null
  key_turn: string | null
  key_hash: string | null
}

/** Answers null where the conversation is unknown in this scope. A state of an older shape is folded again first. */
export async function loadForTurn(
  database: Database,
  ...[scope, ref, idempotencyKey]: Parameters<ConversationStore['loadForTurn']>
): Promise<Loaded | null> {
  const first = [tenantOf(scope), idempotencyKey]
  const load = () =>
    'id' in ref
      ? run<LoadedRow>(database, byId, [...first, uuidOrNone(ref.id)])
      : run<LoadedRow>(database, byExternalId, [...first, ref.externalId, ref.dialect])
  const [row] = await load()
  if (!row) return null
  if (row.state_version === stateVersion) return loadedOf(row)
  await refoldConversation(database, row.id)
  const [refolded] = await load()
  return refolded ? loadedOf(refolded) : null
}

function loadedOf(row: LoadedRow): Loaded {
  return {
    conversation: conversationOf(row),
    history: row.history.map(messageOf),
    running:
      row.running_turn !== null && row.lease_owner !== null
        ? { turnId: row.running_turn, owner: row.lease_owner }
        : null,
    lastTurn:
      row.last_id === null
        ? null
        : {
            id: row.last_id,
            number: row.last_number,
            attempt: row.last_attempt,
            kind: row.last_kind,
            status: row.last_status,
            endedAt: row.last_ended_at,
            userMessageId: row.last_message_id,
            userText: row.last_text,
          },
    sameKey:
      row.key_turn !== null && row.key_hash !== null ? { turnId: row.key_turn, requestHash: row.key_hash } : null,
  }
}
