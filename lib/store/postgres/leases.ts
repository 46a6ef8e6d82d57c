import type { ConversationStore } from '@/lib/domain/conversation-store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'

const renew: Statement = {
  name: 'renew-leases',
  text: `
WITH held AS (
  SELECT t.conversation_id, t.tenant_id, t.id, r.fence
  FROM json_to_recordset($1::json) AS r ("turnId" uuid, fence bigint) JOIN turns t ON t.id = r."turnId"
  WHERE $2::uuid IS NULL OR t.tenant_id = $2
)
UPDATE text_conversations c SET lease_until = clock_timestamp() + $4::int * interval '1 millisecond'
FROM held
WHERE c.id = held.conversation_id AND c.tenant_id = held.tenant_id AND c.running_turn = held.id
  AND c.fence = held.fence AND c.lease_owner = $3
RETURNING held.id`,
}

const askToStop: Statement = {
  name: 'request-stop',
  text: `
UPDATE turns t SET stop_requested = true
WHERE t.id = $1 AND t.status = 'running' AND ($2::uuid IS NULL OR t.tenant_id = $2)
RETURNING t.id`,
}

const askedToStop: Statement = {
  name: 'stops-requested',
  text: `
SELECT t.id FROM turns t
WHERE t.id IN (SELECT asked::uuid FROM json_array_elements_text($1::json) asked)
  AND t.stop_requested AND t.status = 'running' AND ($2::uuid IS NULL OR t.tenant_id = $2)`,
}

const sweep: Statement = {
  name: 'sweep-dead-turns',
  text: `
WITH dead AS (
  SELECT c.id, c.tenant_id, c.running_turn FROM turns t
  JOIN text_conversations c ON c.id = t.conversation_id AND c.tenant_id = t.tenant_id AND c.running_turn = t.id
  WHERE t.status = 'running' AND c.lease_until <= clock_timestamp() AND ($1::uuid IS NULL OR c.tenant_id = $1)
  LIMIT $2 FOR UPDATE OF c SKIP LOCKED
), freed AS (
  UPDATE text_conversations c SET fence = c.fence + 1, running_turn = NULL, lease_owner = NULL, lease_until = NULL
  FROM dead WHERE c.id = dead.id AND c.tenant_id = dead.tenant_id AND c.running_turn = dead.running_turn
), failed AS (
  UPDATE turns t SET status = 'failed', ended_at = clock_timestamp()
  FROM dead WHERE t.id = dead.running_turn AND t.tenant_id = dead.tenant_id
)
SELECT count(*)::int AS closed FROM dead`,
}

const due: Statement = {
  name: 'due-wakes',
  text: `
SELECT c.tenant_id AS "tenantId", c.id AS "conversationId" FROM text_conversations c
WHERE c.wake_at <= $1 AND c.status = 'active' AND c.running_turn IS NULL AND ($2::uuid IS NULL OR c.tenant_id = $2)
ORDER BY c.wake_at LIMIT $3`,
}

/** Leases are timed by the database's clock, wakes by the caller's. */
export function leases(
  database: Database,
): Pick<ConversationStore, 'renewLeases' | 'requestStop' | 'stopsRequested' | 'sweepDeadTurns' | 'dueWakes'> {
  return {
    async renewLeases(scope, owner, turns, leaseMs) {
      const values = [jsonText(turns), tenantOf(scope), owner, leaseMs]
      const kept = new Set((await run<{ id: string }>(database, renew, values)).map((row) => row.id))
      return turns.map(({ turnId }) => turnId).filter((turnId) => !kept.has(turnId))
    },
    async requestStop(scope, turnId) {
      return (await run(database, askToStop, [uuidOrNone(turnId), tenantOf(scope)])).length > 0
    },
    async stopsRequested(scope, turnIds) {
      const values = [jsonText(turnIds), tenantOf(scope)]
      return (await run<{ id: string }>(database, askedToStop, values)).map((row) => row.id)
    },
    async sweepDeadTurns(scope, limit) {
      const [row] = await run<{ closed: number }>(database, sweep, [tenantOf(scope), limit])
      return row?.closed ?? 0
    },
    async dueWakes(scope, now, limit) {
      return run(database, due, [optionalTimestamp(now), tenantOf(scope), limit])
    },
  }
}
