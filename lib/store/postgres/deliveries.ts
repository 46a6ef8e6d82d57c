import {
  type DeliveryRow,
  type DeliveryStore,
  type DeliveryTry,
  type ListedDelivery,
  mostTries,
} from '@/lib/domain/delivery-store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

const claim: Statement = {
  name: 'claim-deliveries',
  text: `
WITH due AS (
  SELECT d.id, d.tenant_id, d.next_attempt_at AS due_at FROM deliveries d
  WHERE d.next_attempt_at <= $1 AND ($2::uuid IS NULL OR d.tenant_id = $2)
  ORDER BY d.next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
), held AS (
  UPDATE deliveries d SET next_attempt_at = $4 FROM due WHERE d.id = due.id AND d.tenant_id = due.tenant_id
  RETURNING d.*, due.due_at
)
SELECT id, kind, event, url, workflow, body, created_at AS "createdAt", tenant_id AS "tenantId",
  conversation_id AS "conversationId", attempts
FROM held ORDER BY due_at, id`,
}

const body: Statement = {
  name: 'keep-delivery-body',
  text: `
UPDATE deliveries SET body = coalesce(body, $3) WHERE id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)`,
}

const tried: Statement = {
  name: 'note-delivery',
  text: `
UPDATE deliveries SET attempts = attempts + 1, status = $3, last_attempt_at = $4, last_status = $5, last_error = $6,
  next_attempt_at = $7,
  tries = (CASE WHEN jsonb_array_length(tries) >= ${mostTries} THEN tries - 0 ELSE tries END)
    || jsonb_build_object('at', $4::timestamptz, 'status', $5::int, 'error', $6::text, 'ms', $8::int)
WHERE id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)`,
}

const list: Statement = {
  name: 'list-deliveries',
  text: `
SELECT d.id, d.kind, d.event, d.url, d.workflow, d.body, d.created_at AS "createdAt", d.tenant_id AS "tenantId",
  d.conversation_id AS "conversationId", d.attempts, d.status, d.next_attempt_at AS "nextAttemptAt",
  d.last_status AS "lastStatus", d.last_error AS "lastError", d.tries,
  CASE WHEN d.status = 'delivered' THEN d.last_attempt_at END AS "deliveredAt"
FROM deliveries d
WHERE ($1::uuid IS NULL OR d.tenant_id = $1) AND d.tenant_id = $2
  AND ($3::uuid IS NULL OR EXISTS (
    SELECT FROM text_conversations c
    WHERE c.id = d.conversation_id AND c.tenant_id = d.tenant_id AND c.agent_config_id = $3))
  AND ($4::text IS NULL OR d.kind = $4) AND ($5::text IS NULL OR d.status = $5)
  AND ($6::uuid IS NULL OR d.conversation_id = $6)
  AND (d.created_at, d.id) < (coalesce($7::timestamptz, 'infinity'),
    coalesce($8::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY d.created_at DESC, d.id DESC LIMIT $9`,
}

const again: Statement = {
  name: 'redeliver',
  text: `
UPDATE deliveries SET status = 'pending', attempts = 0, next_attempt_at = $3
WHERE id = $1 AND ($2::uuid IS NULL OR tenant_id = $2) AND status <> 'pending' RETURNING true AS done`,
}

/** Inside a JSON column a time is text. */
type StoredDelivery = Omit<ListedDelivery, 'tries'> & { tries: (Omit<DeliveryTry, 'at'> & { at: string })[] }

/** `attempts` counts tries that have ended. */
export function deliveries(database: Database): DeliveryStore {
  return {
    async claimDue(scope, now, limit, holdMs) {
      const values = [timestamp(now), tenantOf(scope), limit, timestamp(now + holdMs)]
      return run<DeliveryRow>(database, claim, values)
    },
    async keepBody(scope, id, text) {
      await run(database, body, [uuidOrNone(id), tenantOf(scope), plainText(text)])
    },
    async markDelivered(scope, id, { at, status, ms }) {
      const place = [uuidOrNone(id), tenantOf(scope)]
      await run(database, tried, [...place, 'delivered', timestamp(at), status, null, null, Math.round(ms)])
    },
    async markFailed(scope, id, { at, status, error, ms, nextAttemptAt }) {
      const outcome = nextAttemptAt === null ? 'dead' : 'pending'
      await run(database, tried, [
        ...[uuidOrNone(id), tenantOf(scope), outcome, timestamp(at), status, plainText(error)],
        ...[optionalTimestamp(nextAttemptAt), Math.round(ms)],
      ])
    },
    async listDeliveries(scope, { tenantId, agentId, kind, status, conversationId, before, limit }) {
      const rows = await run<StoredDelivery>(database, list, [
        ...[tenantOf(scope), uuidOrNone(tenantId), agentId === undefined ? null : uuidOrNone(agentId)],
        ...[kind ?? null, status ?? null, conversationId === undefined ? null : uuidOrNone(conversationId)],
        ...[optionalTimestamp(before?.createdAt ?? null), before ? uuidOrNone(before.id) : null, limit],
      ])
      return rows.map((row) => ({ ...row, tries: row.tries.map((one) => ({ ...one, at: Date.parse(one.at) })) }))
    },
    async redeliver(scope, id, at) {
      return (await run(database, again, [uuidOrNone(id), tenantOf(scope), timestamp(at)])).length > 0
    },
  }
}
