// What opening, commit and recorded turns have in common: parameters $1–$18 and the conversation's columns.
import { publicVariables, stateVersion } from '@/lib/domain/conversation'
import type { TurnResult } from '@/lib/domain/conversation-store'
import { jsonText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, timestamp } from '@/lib/store/postgres/parameters'
import { rowsText, type TurnRows } from '@/lib/store/postgres/turn-rows'

export function resultValues(conversationId: string, turnId: string | null, result: TurnResult, rows: TurnRows) {
  const { state, messages, transitions, events } = result
  return [
    ...[conversationId, turnId, rowsText(rows), jsonText(events)],
    ...[jsonText(state), stateVersion, jsonText(publicVariables(state.variables))],
    ...[optionalTimestamp(result.wakeAt), result.historyLimit],
    ...[result.agentId, result.agentName, result.agentVersion],
    ...[timestamp(result.endedAt), state.status, optionalTimestamp(state.endedAt)],
    ...[state.status === 'active' ? null : state.nodeId, messages.length, transitions.length],
  ]
}

/** The conversation's columns a result sets: for an UPDATE of `text_conversations c`. */
export const resultColumns = `
  state = $5, state_version = $6, collected_data = $7, wake_at = $8, history_limit = $9, agent_config_id = $10,
  agent_name = $11, agent_version = $12, updated_at = $13, status = $14, ended_at = $15, final_node_id = $16,
  total_messages = c.total_messages + $17, last_sequence = c.last_sequence + $17,
  total_transitions = c.total_transitions + $18,
  fence = c.fence + 1, running_turn = NULL, lease_owner = NULL, lease_until = NULL`
