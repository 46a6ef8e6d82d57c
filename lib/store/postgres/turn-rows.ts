// The rows a turn leaves behind beside the conversation's and its own: messages, transitions, variables, deliveries, calls.
// They travel as one JSON parameter, $3. A statement names only the tables that this turn writes to: most turns write to
// two of the seven, and each costs PostgreSQL time even where there is nothing to insert.
import type { TurnResult } from '@/lib/domain/conversation-store'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Statement } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { timestamp } from '@/lib/store/postgres/parameters'

const inserts = {
  messages: `
  INSERT INTO text_conversation_messages
    (id, tenant_id, conversation_id, turn_id, role, content, node_id, sequence_number, latency_ms, created_at, metadata)
  SELECT r.id, written.tenant_id, $1, $2, r.role, r.content, r.node_id, written.message_base + r.place, r.latency_ms,
    r.created_at, coalesce(r.metadata, '{}')
  FROM written, ROWS FROM (json_to_recordset($3::json->'messages') AS (id uuid, role text, content text, "nodeId" text,
    "latencyMs" int, "createdAt" timestamptz, metadata jsonb)) WITH ORDINALITY
    AS r (id, role, content, node_id, latency_ms, created_at, metadata, place)`,
  transitions: `
  INSERT INTO text_conversation_transitions
    (id, tenant_id, conversation_id, turn_id, from_node_id, to_node_id, trigger, sequence_number, created_at)
  SELECT r.id, written.tenant_id, $1, $2, r.from_node, r.to_node, r.trigger, written.transition_base + r.place,
    r.created_at
  FROM written, ROWS FROM (json_to_recordset($3::json->'transitions') AS (id uuid, "from" text, "to" text, trigger text,
    "createdAt" timestamptz)) WITH ORDINALITY AS r (id, from_node, to_node, trigger, created_at, place)`,
  variables: `
  INSERT INTO text_conversation_variables
    (id, tenant_id, conversation_id, turn_id, variable_name, variable_value, extraction_method, confidence, node_id,
     created_at)
  SELECT r.id, written.tenant_id, $1, $2, r.name, coalesce(r.value, 'null'), r.method, r.confidence, r."nodeId",
    r."createdAt"
  FROM written, json_to_recordset($3::json->'variables') AS r (id uuid, name text, value jsonb, method text,
    confidence float8, "nodeId" text, "createdAt" timestamptz)`,
  deliveries: `
  INSERT INTO deliveries
    (id, tenant_id, conversation_id, kind, event, url, workflow, body, next_attempt_at, created_at)
  SELECT r.id, written.tenant_id, $1, r.kind, r.event, r.url, r.workflow, r.body, r."createdAt", r."createdAt"
  FROM written, json_to_recordset($3::json->'deliveries') AS r (id uuid, kind text, event text, url text, workflow text,
    body text, "createdAt" timestamptz)`,
  analyses: `
  INSERT INTO conversation_analyses (conversation_id, tenant_id, workflow, due_at, queued_at)
  SELECT $1, written.tenant_id, r.workflow, r.at, r.at
  FROM written, json_to_recordset($3::json->'analyses') AS r (workflow text, at timestamptz)
  ON CONFLICT (conversation_id, tenant_id) DO UPDATE
    SET workflow = excluded.workflow, state = 'queued', due_at = excluded.due_at, queued_at = excluded.queued_at,
      attempts = 0, failure = NULL`,
  modelCalls: `
  INSERT INTO model_calls (turn_id, tenant_id, position, call_id, purpose, provider, model, input_tokens, output_tokens,
    first_token_ms, ms, cost, retries, error, created_at)
  SELECT $2, written.tenant_id, r.position, r.id, r.purpose, r.provider, r.model, r."inputTokens", r."outputTokens",
    r."firstTokenMs", r.ms, r.cost, r.retries, r.error, r."createdAt"
  FROM written, json_to_recordset($3::json->'modelCalls') AS r (position int, id text, purpose text, provider text,
    model text, "inputTokens" int, "outputTokens" int, "firstTokenMs" float8, ms float8, cost float8, retries int,
    error text, "createdAt" timestamptz)`,
  toolCalls: `
  INSERT INTO tool_calls (turn_id, tenant_id, position, call_id, node_id, name, args, output, is_error, ms, created_at)
  SELECT $2, written.tenant_id, r.position, r.id, r."nodeId", r.name, r.args, r.output, r."isError", r.ms, r."createdAt"
  FROM written, json_to_recordset($3::json->'toolCalls') AS r (position int, id text, "nodeId" text, name text,
    args jsonb, output text, "isError" boolean, ms float8, "createdAt" timestamptz)`,
}

export type TurnRows = { [Table in keyof typeof inserts]?: readonly object[] }

const tables = ['messages', 'transitions', 'variables', 'deliveries', 'analyses', 'modelCalls', 'toolCalls'] as const

/**
 * `head` is the statement's own CTEs, one of them `written (tenant_id, message_base, transition_base)`: what is written at
 * all. Uses $1 (conversation), $2 (turn) and $3 (`rowsText`). Answers one row where it was written.
 */
export function statementWithRows(head: Statement): (rows: TurnRows) => Statement {
  const made = new Map<string, Statement>()
  return (rows) => {
    const written = tables.filter((table) => rows[table]?.length)
    // PostgreSQL cuts names after 63 characters.
    const name = [head.name, ...written.map((table) => table.slice(0, 5))].join(' ')
    const known = made.get(name)
    if (known) return known
    const parts = written.map((table) => `, new_${table.toLowerCase()} AS (${inserts[table]}\n)`)
    const text = `${head.text}${parts.join('')}\nSELECT true AS written FROM written WHERE $3::json IS NOT NULL`
    const statement = { name, text }
    made.set(name, statement)
    return statement
  }
}

export function rowsText(rows: TurnRows): string {
  return jsonText(rows)
}

export function rowsOf(result: TurnResult): TurnRows {
  const { messages, transitions, variables, deliveries, analysis, events } = result
  return {
    messages: messages.map((message) => ({ ...timed(message), latencyMs: rounded(message.latencyMs) })),
    transitions: transitions.map(timed),
    variables: variables.map(timed),
    deliveries: deliveries.map(timed),
    ...(analysis && { analyses: [{ ...analysis, at: timestamp(analysis.at) }] }),
    ...callsOf(events),
  }
}

/** Model calls and tool calls, numbered by their place among the turn's events. */
export function callsOf(events: readonly TurnEvent[]): Pick<TurnRows, 'modelCalls' | 'toolCalls'> {
  const modelCalls = events.flatMap((event, position) =>
    event.type === 'model-call' ? [{ ...event.call, position, createdAt: timestamp(event.at) }] : [],
  )
  const toolCalls = events.flatMap((event, position) => {
    if (event.type !== 'tool-call') return []
    const result = events.find((later) => later.type === 'tool-result' && later.callId === event.call.id)
    const { output, isError, ms } = result?.type === 'tool-result' ? result : { output: null, isError: null, ms: null }
    const { nodeId, call, at } = event
    return [{ ...call, nodeId, position, output, isError, ms, createdAt: timestamp(at) }]
  })
  return { modelCalls, toolCalls }
}

function timed<Row extends { createdAt: number }>(row: Row) {
  return { ...row, createdAt: timestamp(row.createdAt) }
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms)
}
