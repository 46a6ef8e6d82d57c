import type { ConversationStore } from '@/lib/domain/store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { resultColumns, resultRows, resultValues } from '@/lib/store/postgres/turn-result'

const statement: Statement = {
  name: 'record-turn',
  text: `
WITH written AS (
  UPDATE text_conversations c SET ${resultColumns}, total_turns = c.total_turns + ($27::text = 'input')::int
  WHERE c.id = $1 AND ($24::uuid IS NULL OR c.tenant_id = $24) AND c.fence = $25
  RETURNING c.tenant_id, c.last_sequence - $22 AS message_base, c.total_transitions - $23 AS transition_base
), cancelled AS (
  UPDATE turns t SET status = 'cancelled', ended_at = $18 FROM written
  WHERE t.conversation_id = $1 AND t.status = 'running'
), recorded AS (
  INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, events, started_at, ended_at,
    first_sequence, last_sequence)
  SELECT $2, written.tenant_id, $1, $26, 1, $27, 'done', $9, $28, $18,
    CASE WHEN $22::int > 0 THEN written.message_base + 1 END,
    CASE WHEN $22::int > 0 THEN written.message_base + $22 END
  FROM written
), ${resultRows}
SELECT true AS written FROM written`,
}

export async function recordTurn(
  database: Database,
  ...[scope, { conversationId, fence, turn, result }]: Parameters<ConversationStore['recordTurn']>
): ReturnType<ConversationStore['recordTurn']> {
  const rows = await run(database, statement, [
    ...resultValues(uuidOrNone(conversationId), turn.id, result),
    ...[tenantOf(scope), fence, turn.number, turn.kind, timestamp(turn.startedAt)],
  ])
  return rows.length > 0 ? 'recorded' : 'changed'
}
