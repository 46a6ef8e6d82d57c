import type { ConversationStore } from '@/lib/domain/conversation-store'
import { titleFrom, untitled } from '@/lib/domain/title-from'
import { keyTaken } from '@/lib/store/key-taken'
import { type Database, run, type Statement, violates } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

// The conditions stand in the UPDATE itself: it looks at them again after it has waited for the row.
// `earlier` finds the visitor's message of the attempts before this one.
const statement: Statement = {
  name: 'claim-turn',
  text: `
WITH claimed AS (
  UPDATE text_conversations c SET
    fence = c.fence + 1, running_turn = $4, lease_owner = $5,
    lease_until = clock_timestamp() + $6::int * interval '1 millisecond',
    total_messages = c.total_messages + ($12::uuid IS NOT NULL)::int,
    last_sequence = c.last_sequence + ($12::uuid IS NOT NULL)::int,
    updated_at = CASE WHEN $12::uuid IS NULL THEN c.updated_at ELSE $11::timestamptz END,
    title = coalesce(nullif(c.title, $21), $20, c.title)
  WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2) AND c.fence = $3 AND c.status = 'active'
    AND (c.running_turn IS NULL OR c.lease_until <= clock_timestamp())
    AND NOT EXISTS (
      SELECT FROM turn_tickets q
      WHERE q.conversation_id = c.id AND q.expires_at > clock_timestamp() AND ($7::bigint IS NULL OR q.id < $7))
  RETURNING c.tenant_id, c.fence, c.last_sequence
), dead AS (
  UPDATE turns t SET status = 'failed', ended_at = $11 FROM claimed
  WHERE t.conversation_id = $1 AND t.status = 'running'
), begun AS (
  INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, started_at,
    message_id, message_sequence, idempotency_key, request_hash)
  SELECT $4, claimed.tenant_id, $1, $8, $9, $10, 'running', $11,
    coalesce($12, earlier.message_id),
    CASE WHEN $12::uuid IS NULL THEN earlier.message_sequence ELSE claimed.last_sequence END, $13, $14
  FROM claimed LEFT JOIN LATERAL (
    SELECT t.message_id, t.message_sequence FROM turns t
    WHERE t.conversation_id = $1 AND t.number = $8 AND t.message_id IS NOT NULL
    ORDER BY t.attempt DESC LIMIT 1) earlier ON $9::int > 1
), said AS (
  INSERT INTO text_conversation_messages
    (id, tenant_id, conversation_id, turn_id, role, content, node_id, sequence_number, latency_ms, created_at)
  SELECT $12, claimed.tenant_id, $1, $4, $15, $16, $17, claimed.last_sequence, $18, $19
  FROM claimed WHERE $12::uuid IS NOT NULL
), left_queue AS (
  DELETE FROM turn_tickets q USING claimed WHERE q.id = $7
)
SELECT claimed.fence, 'claimed' AS outcome FROM claimed
UNION ALL
SELECT NULL, CASE
  WHEN c.status = 'active' AND (c.lease_until > clock_timestamp() OR EXISTS (
    SELECT FROM turn_tickets q
    WHERE q.conversation_id = c.id AND q.expires_at > clock_timestamp() AND ($7::bigint IS NULL OR q.id < $7)))
  THEN 'busy' ELSE 'changed' END
FROM text_conversations c
WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2) AND NOT EXISTS (SELECT FROM claimed)`,
}

type ClaimRow = { outcome: 'claimed'; fence: number } | { outcome: 'busy' | 'changed'; fence: null }

/** Throws VALIDATION_FAILED where the idempotency key belongs to a turn of another conversation. */
export async function claimTurn(
  database: Database,
  ...[scope, claim]: Parameters<ConversationStore['claimTurn']>
): ReturnType<ConversationStore['claimTurn']> {
  const { conversationId, fence, turn, message, idempotency, owner, leaseMs, ticket } = claim
  const values = [
    ...[uuidOrNone(conversationId), tenantOf(scope), fence, turn.id, owner, leaseMs, ticket],
    ...[turn.number, turn.attempt, turn.kind, timestamp(turn.startedAt), message?.id ?? null],
    ...[idempotency?.key ?? null, idempotency?.requestHash ?? null],
    ...[message?.role ?? null, message && plainText(message.content), message?.nodeId ?? null],
    ...[message?.latencyMs ?? null, message && timestamp(message.createdAt)],
    ...[message && !claim.namesNothing ? titleFrom(plainText(message.content)) : null, untitled],
  ]
  try {
    const [row] = await run<ClaimRow>(database, statement, values)
    if (row?.outcome === 'claimed') return { outcome: 'claimed', fence: row.fence }
    return { outcome: row?.outcome ?? 'changed' }
  } catch (error) {
    if (violates(error, 'turns_idempotency_key_tenant_id_attempt_key')) throw keyTaken(error)
    throw error
  }
}
