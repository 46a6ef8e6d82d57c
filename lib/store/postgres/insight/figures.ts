import type {
  ConversationFigures,
  CostFigures,
  InsightFilter,
  InsightStore,
  LatencyFigures,
  NodeFigures,
  Spread,
} from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { type Database, runAnew } from '@/lib/store/postgres/database'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

const own = `($1::uuid IS NULL OR c.tenant_id = $1) AND c.tenant_id = $2 AND c.dialect <> 'trials'
  AND ($3::uuid IS NULL OR c.agent_config_id = $3) AND ($4::int IS NULL OR c.agent_version = $4)`

const begun = `c.created_at >= $5 AND c.created_at < $6`

const byTime = {
  text: `
SELECT date_trunc($7, c.created_at, 'UTC') AS at, count(*) AS started,
  count(*) FILTER (WHERE c.status = 'completed') AS completed, count(*) FILTER (WHERE c.status = 'error') AS failed,
  count(*) FILTER (WHERE c.status = 'abandoned') AS abandoned
FROM text_conversations c WHERE ${own} AND ${begun} GROUP BY 1 ORDER BY 1`,
}

// A conversation enters the node it begins in, and each that a transition leads to.
const byNode = {
  text: `
WITH own AS MATERIALIZED (
  SELECT c.id, c.initial_node_id, c.status, coalesce(c.final_node_id, c.state ->> 'nodeId') AS node
  FROM text_conversations c WHERE ${own} AND ${begun}
), moves AS MATERIALIZED (
  SELECT m.from_node_id, m.to_node_id, count(*) AS times
  FROM text_conversation_transitions m JOIN own ON own.id = m.conversation_id
  WHERE m.tenant_id = $2 AND m.created_at >= $5::timestamptz - interval '1 day' GROUP BY 1, 2
), counted AS (
  SELECT initial_node_id AS node, count(*) AS entered, 0 AS "left", 0 AS completed, 0 AS failed, 0 AS abandoned, 0 AS active
    FROM own GROUP BY 1
  UNION ALL SELECT to_node_id, sum(times), 0, 0, 0, 0, 0 FROM moves GROUP BY 1
  UNION ALL SELECT from_node_id, 0, sum(times), 0, 0, 0, 0 FROM moves GROUP BY 1
  UNION ALL SELECT node, 0, 0, count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'error'),
      count(*) FILTER (WHERE status = 'abandoned'), count(*) FILTER (WHERE status = 'active')
    FROM own GROUP BY 1
)
SELECT node AS "nodeId", sum(entered)::bigint AS entered, sum("left")::bigint AS "left",
  sum(completed)::bigint AS completed, sum(failed)::bigint AS failed, sum(abandoned)::bigint AS abandoned,
  sum(active)::bigint AS active
FROM counted GROUP BY node ORDER BY entered DESC, node`,
}

// A turn belongs to the day it began on, whenever its conversation did.
const ownTurns = `
WITH own AS MATERIALIZED (
  SELECT c.id, c.agent_config_id AS agent_id FROM text_conversations c WHERE ${own}
), own_turns AS MATERIALIZED (
  SELECT t.id, own.agent_id, date_trunc('day', t.started_at, 'UTC') AS at,
    CASE WHEN t.kind IN ('input', 'opening') AND t.status = 'done'
      THEN round(extract(epoch FROM t.ended_at - t.started_at) * 1000)::float8 END AS turn_ms
  FROM turns t JOIN own ON own.id = t.conversation_id
  WHERE t.tenant_id = $2 AND t.started_at >= $5 AND t.started_at < $6
)`

// The bound on the calls' own time is what finds them by their index.
const ownCalls = `own_turns t JOIN model_calls k ON k.turn_id = t.id
  AND k.tenant_id = $2 AND k.created_at >= $5 AND k.created_at < $6::timestamptz + interval '1 day'`

const spread = (ms: string) => `CASE WHEN count(${ms}) > 0 THEN json_build_object('count', count(${ms}),
  'marks', percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY ${ms})) END`

// The last row is of all days.
const latency = {
  text: `${ownTurns}, measured AS (
  SELECT at, turn_ms, NULL::float8 AS token_ms FROM own_turns WHERE turn_ms IS NOT NULL
  UNION ALL
  SELECT t.at, NULL, k.first_token_ms FROM ${ownCalls} WHERE k.purpose = 'reply' AND k.first_token_ms IS NOT NULL
)
SELECT at, ${spread('turn_ms')} AS turn, ${spread('token_ms')} AS "firstToken"
FROM measured GROUP BY GROUPING SETS ((at), ()) ORDER BY at NULLS LAST`,
}

const costs = {
  text: `${ownTurns}, calls AS (
  SELECT t.at, t.agent_id, 'conversation' AS purpose, k.provider, k.model, k.input_tokens, k.output_tokens, k.cost
  FROM ${ownCalls}
  UNION ALL
  SELECT date_trunc('day', k.created_at, 'UTC'), own.agent_id, 'analysis', k.provider, k.model, k.input_tokens,
    k.output_tokens, k.cost
  FROM own JOIN analysis_calls k ON k.conversation_id = own.id
    AND k.tenant_id = $2 AND k.created_at >= $5 AND k.created_at < $6
)
SELECT at, agent_id AS "agentId", purpose, provider, model, count(*) AS calls,
  coalesce(sum(input_tokens), 0) AS "inputTokens", coalesce(sum(output_tokens), 0) AS "outputTokens",
  coalesce(sum(cost), 0) AS cost, count(*) FILTER (WHERE cost IS NULL) AS unpriced
FROM calls GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 4, 5, 3`,
}

type Figures = Pick<InsightStore, 'countByTime' | 'countByNode' | 'measureLatency' | 'sumCosts'>

export function figures(database: Database): Figures {
  return {
    async countByTime(scope, { by, ...filter }) {
      return runAnew<ConversationFigures>(database, byTime, [...filterValues(scope, filter), by])
    },
    async countByNode(scope, filter) {
      return runAnew<NodeFigures>(database, byNode, filterValues(scope, filter))
    },
    async measureLatency(scope, filter) {
      const rows = await runAnew<LatencyRow>(database, latency, filterValues(scope, filter))
      const all = rows.find(({ at }) => at === null)
      return {
        days: rows.flatMap(({ at, ...day }): LatencyFigures[] => (at === null ? [] : [{ at, ...spreadsOf(day) }])),
        all: all ? spreadsOf(all) : { turn: null, firstToken: null },
      }
    },
    async sumCosts(scope, filter) {
      return runAnew<CostFigures>(database, costs, filterValues(scope, filter))
    },
  }
}

type Marks = { count: number; marks: [number, number] } | null

type LatencyRow = { at: number | null; turn: Marks; firstToken: Marks }

function spreadsOf({ turn, firstToken }: Pick<LatencyRow, 'turn' | 'firstToken'>) {
  return { turn: spreadOf(turn), firstToken: spreadOf(firstToken) }
}

function spreadOf(marks: Marks): Spread | null {
  return marks && { count: marks.count, p50: marks.marks[0], p95: marks.marks[1] }
}

function filterValues(scope: Scope, { tenantId, agentId, version, since, until }: InsightFilter) {
  return [
    ...[tenantOf(scope), uuidOrNone(tenantId), agentId === undefined ? null : uuidOrNone(agentId), version ?? null],
    ...[timestamp(since), timestamp(until)],
  ]
}
