import type { ConversationStore } from '@/lib/domain/store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { callRows, callValues } from '@/lib/store/postgres/turn-result'

const statement: Statement = {
  name: 'fail-turn',
  text: `
WITH written AS (
  UPDATE text_conversations c SET fence = c.fence + 1, running_turn = NULL, lease_owner = NULL, lease_until = NULL
  WHERE c.id = $1 AND ($3::uuid IS NULL OR c.tenant_id = $3) AND c.fence = $4 AND c.running_turn = $2
  RETURNING c.tenant_id
), failed AS (
  UPDATE turns t SET status = 'failed', events = $5, ended_at = $6
  FROM written WHERE t.id = $2 AND t.tenant_id = written.tenant_id
), ${callRows}
SELECT true AS written FROM written`,
}

export async function failTurn(
  database: Database,
  ...[scope, { conversationId, turnId, fence, events, endedAt }]: Parameters<ConversationStore['failTurn']>
): ReturnType<ConversationStore['failTurn']> {
  const rows = await run(database, statement, [
    ...[uuidOrNone(conversationId), uuidOrNone(turnId), tenantOf(scope), fence],
    ...[jsonText(events), timestamp(endedAt), ...callValues(events)],
  ])
  return rows.length > 0 ? 'failed' : 'fenced'
}
