import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import { publicVariables, stateVersion } from '@/lib/domain/conversation'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'

const log: Statement = {
  name: 'read-log',
  text: `
SELECT c.fence, c.created_at, c.initial_workflow, c.initial_node_id,
  (SELECT coalesce(json_agg(t.events ORDER BY t.number, t.attempt), '[]') FROM turns t
   WHERE t.conversation_id = c.id AND t.status = 'done') AS events
FROM text_conversations c WHERE c.id = $1`,
}

const keep: Statement = {
  name: 'keep-refolded',
  text: `
UPDATE text_conversations SET state = $3, state_version = $4, collected_data = $5
WHERE id = $1 AND fence = $2`,
}

type LogRow = {
  fence: number
  created_at: number
  initial_workflow: string
  initial_node_id: string
  events: TurnEvent[][]
}

/**
 * Folds a conversation's done turns again, for a state that was stored in an older shape, and keeps the result.
 * A turn that changes the conversation meanwhile wins: its own commit writes the new shape.
 */
export async function refoldConversation(database: Database, conversationId: string): Promise<void> {
  const [row] = await run<LogRow>(database, log, [conversationId])
  if (!row) return
  const start = newConversation(row.initial_workflow, row.initial_node_id, row.created_at)
  const state = row.events.flat().reduce(applyEvent, start)
  const values = [jsonText(state), stateVersion, jsonText(publicVariables(state.variables))]
  await run(database, keep, [conversationId, row.fence, ...values])
}
