// What the page of figures reads, one factory a chart, and its shapes on the wire.
import { queryOptions } from '@tanstack/react-query'
import { readJson } from './console-request'

export type SeriesPoint = { at: string; started: number; completed: number; failed: number; abandoned: number }

export type NodeFigure = {
  node_id: string
  /** Null: the version that is in force has no such node. */
  name: string | null
  type: string | null
  entered: number
  left: number
  ended_here: number
  completed: number
  abandoned: number
  failed: number
  active: number
}

export type Spread = { count: number; p50: number; p95: number } | null

export type LatencyFigures = { turn_ms: Spread; first_token_ms: Spread }

export type LatencyDay = LatencyFigures & { at: string }

export type CostRow = {
  at: string
  agent_id: string
  agent_name: string | null
  purpose: 'conversation' | 'analysis'
  provider: string
  model: string
  calls: number
  input_tokens: number
  output_tokens: number
  cost: number
  unpriced_calls: number
}

/** As the rows take it: `agent_id`, `since`. */
export type InsightParams = Record<string, string>

function query<T>(name: string, params: InsightParams) {
  return queryOptions({
    queryKey: ['console', 'insight', name, params],
    queryFn: ({ signal }) => readJson<T>(`/api/admin/insight/${name}?${new URLSearchParams(params)}`, signal),
    staleTime: 60_000,
  })
}

export const insightQueries = {
  conversations: (params: InsightParams, by: 'day' | 'hour') =>
    query<{ series: SeriesPoint[] }>('conversations', { ...params, by }),
  nodes: (params: InsightParams) => query<{ nodes: NodeFigure[] }>('nodes', params),
  latency: (params: InsightParams) => query<{ days: LatencyDay[]; all: LatencyFigures }>('latency', params),
  cost: (params: InsightParams) => query<{ rows: CostRow[] }>('cost', params),
}
