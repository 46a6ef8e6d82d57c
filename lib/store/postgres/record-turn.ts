import type { ConversationStore } from '@/lib/domain/conversation-store'
import { type Database, run } from '@/lib/store/postgres/database'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { resultColumns, resultValues } from '@/lib/store/postgres/turn-result'
import { rowsOf, statementWithRows } from '@/lib/store/postgres/turn-rows'

const statement = statementWithRows({
  name: 'record-turn',
  text: `
WITH written AS (
  UPDATE text_conversations c SET ${resultColumns}, total_turns = c.total_turns + ($22::text = 'input')::int
  WHERE c.id = $1 AND ($19::uuid IS NULL OR c.tenant_id = $19) AND c.fence = $20
  RETURNING c.tenant_id, c.last_sequence - $17 AS message_base, c.total_transitions - $18 AS transition_base
), cancelled AS (
  UPDATE turns t SET status = 'cancelled', ended_at = $13 FROM written
  WHERE t.conversation_id = $1 AND t.status = 'running'
), recorded AS (
  INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, events, started_at, ended_at,
    first_sequence, last_sequence)
  SELECT $2, written.tenant_id, $1, $21, 1, $22, 'done', $4, $23, $13,
    CASE WHEN $17::int > 0 THEN written.message_base + 1 END,
    CASE WHEN $17::int > 0 THEN written.message_base + $17 END
  FROM written
)`,
})

export async function recordTurn(
  database: Database,
  ...[scope, { conversationId, fence, turn, result }]: Parameters<ConversationStore['recordTurn']>
): ReturnType<ConversationStore['recordTurn']> {
  const rows = rowsOf(result)
  const written = await run(database, statement(rows), [
    ...resultValues(uuidOrNone(conversationId), turn.id, result, rows),
    ...[tenantOf(scope), fence, turn.number, turn.kind, timestamp(turn.startedAt)],
  ])
  return written.length > 0 ? 'recorded' : 'changed'
}
