import type { ConversationStore } from '@/lib/domain/conversation-store'
import { type Database, run } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { callsOf, rowsText, statementWithRows } from '@/lib/store/postgres/turn-rows'

const statement = statementWithRows({
  name: 'fail-turn',
  text: `
WITH written AS (
  UPDATE text_conversations c SET fence = c.fence + 1, running_turn = NULL, lease_owner = NULL, lease_until = NULL
  WHERE c.id = $1 AND ($4::uuid IS NULL OR c.tenant_id = $4) AND c.fence = $5 AND c.running_turn = $2
  RETURNING c.tenant_id
), failed AS (
  UPDATE turns t SET status = 'failed', events = $6, ended_at = $7
  FROM written WHERE t.id = $2 AND t.tenant_id = written.tenant_id
)`,
})

export async function failTurn(
  database: Database,
  ...[scope, { conversationId, turnId, fence, events, endedAt }]: Parameters<ConversationStore['failTurn']>
): ReturnType<ConversationStore['failTurn']> {
  const rows = callsOf(events)
  const written = await run(database, statement(rows), [
    ...[uuidOrNone(conversationId), uuidOrNone(turnId), rowsText(rows), tenantOf(scope), fence],
    ...[jsonText(events), timestamp(endedAt)],
  ])
  return written.length > 0 ? 'failed' : 'fenced'
}
