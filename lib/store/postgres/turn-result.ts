// The part that opening, commit and recorded turns have in common: parameters $1–$23 and the rows a turn leaves behind.
import { publicVariables, stateVersion } from '@/lib/domain/conversation'
import type { TurnResult } from '@/lib/domain/store'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { jsonText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, timestamp } from '@/lib/store/postgres/parameters'

export function resultValues(conversationId: string, turnId: string | null, result: TurnResult) {
  const { state, messages, transitions, variables, deliveries, events } = result
  const iso = <Row extends { createdAt: number }>(row: Row) => ({ ...row, createdAt: timestamp(row.createdAt) })
  return [
    ...[conversationId, turnId],
    jsonText(messages.map((message) => ({ ...iso(message), latencyMs: rounded(message.latencyMs) }))),
    ...[jsonText(transitions.map(iso)), jsonText(variables.map(iso)), jsonText(deliveries.map(iso))],
    ...[...callValues(events), jsonText(events)],
    ...[jsonText(state), stateVersion, jsonText(publicVariables(state.variables))],
    ...[optionalTimestamp(result.wakeAt), result.historyLimit],
    ...[result.agentId, result.agentName, result.agentVersion],
    ...[timestamp(result.endedAt), state.status, optionalTimestamp(state.endedAt)],
    ...[state.status === 'active' ? null : state.nodeId, messages.length, transitions.length],
  ]
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms)
}

/** Model calls and tool calls of a turn's events, as two JSON parameters. */
export function callValues(events: readonly TurnEvent[]): [models: string, tools: string] {
  const models = events.flatMap((event, position) =>
    event.type === 'model-call' ? [{ ...event.call, position, createdAt: timestamp(event.at) }] : [],
  )
  const tools = events.flatMap((event, position) => {
    if (event.type !== 'tool-call') return []
    const result = events.find((later) => later.type === 'tool-result' && later.callId === event.call.id)
    const { output, isError, ms } = result?.type === 'tool-result' ? result : { output: null, isError: null, ms: null }
    const { nodeId, call, at } = event
    return [{ ...call, nodeId, position, output, isError, ms, createdAt: timestamp(at) }]
  })
  return [jsonText(models), jsonText(tools)]
}

/** Expects a CTE `written (tenant_id)`; $2 the turn, $7 and $8 from `callValues`. */
export const callRows = `
models AS (
  INSERT INTO model_calls (turn_id, tenant_id, position, call_id, purpose, provider, model, input_tokens, output_tokens,
    first_token_ms, ms, cost, retries, error, created_at)
  SELECT $2, written.tenant_id, r.position, r.id, r.purpose, r.provider, r.model, r."inputTokens", r."outputTokens",
    r."firstTokenMs", r.ms, r.cost, r.retries, r.error, r."createdAt"
  FROM written, json_to_recordset($7::json) AS r (position int, id text, purpose text, provider text, model text,
    "inputTokens" int, "outputTokens" int, "firstTokenMs" float8, ms float8, cost float8, retries int, error text,
    "createdAt" timestamptz)
), tools AS (
  INSERT INTO tool_calls (turn_id, tenant_id, position, call_id, node_id, name, args, output, is_error, ms, created_at)
  SELECT $2, written.tenant_id, r.position, r.id, r."nodeId", r.name, r.args, r.output, r."isError", r.ms, r."createdAt"
  FROM written, json_to_recordset($8::json) AS r (position int, id text, "nodeId" text, name text, args jsonb,
    output text, "isError" boolean, ms float8, "createdAt" timestamptz)
)`

/** Expects a CTE `written (tenant_id, message_base, transition_base)`. */
export const resultRows = `
said AS (
  INSERT INTO text_conversation_messages
    (id, tenant_id, conversation_id, turn_id, role, content, node_id, sequence_number, latency_ms, created_at)
  SELECT r.id, written.tenant_id, $1, $2, r.role, r.content, r.node_id, written.message_base + r.place, r.latency_ms,
    r.created_at
  FROM written, ROWS FROM (json_to_recordset($3::json) AS (id uuid, role text, content text, "nodeId" text,
    "latencyMs" int, "createdAt" timestamptz)) WITH ORDINALITY
    AS r (id, role, content, node_id, latency_ms, created_at, place)
), moved AS (
  INSERT INTO text_conversation_transitions
    (id, tenant_id, conversation_id, turn_id, from_node_id, to_node_id, trigger, sequence_number, created_at)
  SELECT r.id, written.tenant_id, $1, $2, r.from_node, r.to_node, r.trigger, written.transition_base + r.place,
    r.created_at
  FROM written, ROWS FROM (json_to_recordset($4::json) AS (id uuid, "from" text, "to" text, trigger text,
    "createdAt" timestamptz)) WITH ORDINALITY AS r (id, from_node, to_node, trigger, created_at, place)
), learnt AS (
  INSERT INTO text_conversation_variables
    (id, tenant_id, conversation_id, turn_id, variable_name, variable_value, extraction_method, confidence, node_id,
     created_at)
  SELECT r.id, written.tenant_id, $1, $2, r.name, coalesce(r.value, 'null'), r.method, r.confidence, r."nodeId",
    r."createdAt"
  FROM written, json_to_recordset($5::json) AS r (id uuid, name text, value jsonb, method text, confidence float8,
    "nodeId" text, "createdAt" timestamptz)
), queued AS (
  INSERT INTO deliveries
    (id, tenant_id, conversation_id, kind, event, url, workflow, body, next_attempt_at, created_at)
  SELECT r.id, written.tenant_id, $1, r.kind, r.event, r.url, r.workflow, r.body, r."createdAt", r."createdAt"
  FROM written, json_to_recordset($6::json) AS r (id uuid, kind text, event text, url text, workflow text, body text,
    "createdAt" timestamptz)
), ${callRows}`

/** The conversation's columns a result sets, beside counts: for an UPDATE of `text_conversations c`. */
export const resultColumns = `
  state = $10, state_version = $11, collected_data = $12, wake_at = $13, history_limit = $14, agent_config_id = $15,
  agent_name = $16, agent_version = $17, updated_at = $18, status = $19, ended_at = $20, final_node_id = $21,
  total_messages = c.total_messages + $22, last_sequence = c.last_sequence + $22,
  total_transitions = c.total_transitions + $23,
  fence = c.fence + 1, running_turn = NULL, lease_owner = NULL, lease_until = NULL`
