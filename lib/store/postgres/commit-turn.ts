import type { ConversationStore } from '@/lib/domain/conversation-store'
import { type Database, run } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { resultColumns, resultValues } from '@/lib/store/postgres/turn-result'
import { rowsOf, statementWithRows } from '@/lib/store/postgres/turn-rows'

const statement = statementWithRows({
  name: 'commit-turn',
  text: `
WITH written AS (
  UPDATE text_conversations c SET ${resultColumns},
    total_turns = c.total_turns + (SELECT count(*)::int FROM turns t WHERE t.id = $2 AND t.kind = 'input')
  WHERE c.id = $1 AND ($19::uuid IS NULL OR c.tenant_id = $19) AND c.fence = $20 AND c.running_turn = $2
  RETURNING c.tenant_id, c.last_sequence - $17 AS message_base, c.total_transitions - $18 AS transition_base
), done AS (
  UPDATE turns t SET status = 'done', events = $4, ended_at = $13,
    first_sequence = CASE WHEN $17::int > 0 THEN written.message_base + 1 END,
    last_sequence = CASE WHEN $17::int > 0 THEN written.message_base + $17 END
  FROM written WHERE t.id = $2 AND t.tenant_id = written.tenant_id
)`,
})

export async function commitTurn(
  database: Database,
  ...[scope, { conversationId, turnId, fence, result }]: Parameters<ConversationStore['commitTurn']>
): ReturnType<ConversationStore['commitTurn']> {
  const rows = rowsOf(result)
  const values = resultValues(uuidOrNone(conversationId), uuidOrNone(turnId), result, rows)
  const written = await run(database, statement(rows), [...values, tenantOf(scope), fence])
  return written.length > 0 ? 'committed' : 'fenced'
}
