import type { DeliveryRow, DeliveryStore } from '@/lib/domain/store'
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
  next_attempt_at = $7
WHERE id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)`,
}

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
    async markDelivered(scope, id, at, status) {
      const place = [uuidOrNone(id), tenantOf(scope)]
      await run(database, tried, [...place, 'delivered', timestamp(at), status, null, null])
    },
    async markFailed(scope, id, { at, status, error, nextAttemptAt }) {
      const outcome = nextAttemptAt === null ? 'dead' : 'pending'
      await run(database, tried, [
        ...[uuidOrNone(id), tenantOf(scope), outcome, timestamp(at), status, plainText(error)],
        optionalTimestamp(nextAttemptAt),
      ])
    },
  }
}
