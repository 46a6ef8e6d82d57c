import type { ConversationStore } from '@/lib/domain/store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { resultColumns, resultRows, resultValues } from '@/lib/store/postgres/turn-result'

const statement: Statement = {
  name: 'commit-turn',
  text: `
WITH written AS (
  UPDATE text_conversations c SET ${resultColumns},
    total_turns = c.total_turns + (SELECT count(*)::int FROM turns t WHERE t.id = $2 AND t.kind = 'input')
  WHERE c.id = $1 AND ($24::uuid IS NULL OR c.tenant_id = $24) AND c.fence = $25 AND c.running_turn = $2
  RETURNING c.tenant_id, c.last_sequence - $22 AS message_base, c.total_transitions - $23 AS transition_base
), done AS (
  UPDATE turns t SET status = 'done', events = $9, ended_at = $18,
    first_sequence = CASE WHEN $22::int > 0 THEN written.message_base + 1 END,
    last_sequence = CASE WHEN $22::int > 0 THEN written.message_base + $22 END
  FROM written WHERE t.id = $2 AND t.tenant_id = written.tenant_id
), ${resultRows}
SELECT true AS written FROM written`,
}

export async function commitTurn(
  database: Database,
  ...[scope, { conversationId, turnId, fence, result }]: Parameters<ConversationStore['commitTurn']>
): ReturnType<ConversationStore['commitTurn']> {
  const values = resultValues(uuidOrNone(conversationId), uuidOrNone(turnId), result)
  const rows = await run(database, statement, [...values, tenantOf(scope), fence])
  return rows.length > 0 ? 'committed' : 'fenced'
}
