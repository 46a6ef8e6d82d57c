import { useQuery } from '@tanstack/react-query'
import { periodOf, sinceOf } from './insight-period'
import { insightQueries, type NodeFigure } from './insight-queries'

/** In the address of an agent's page: the days that the figures on its graph are of; empty: they are not shown. */
export const dropOffName = 'dropoff'

/** Of a node of an agent in the last `days`; null until it is known. Every card asks: all share one answer. */
export function useNodeFigure(agentId: string, nodeId: string, days: string): NodeFigure | null {
  const { data } = useQuery({
    ...insightQueries.nodes({ agent_id: agentId, since: sinceOf(periodOf(days), Date.now()) }),
    select: ({ nodes }) => nodes.find(({ node_id }) => node_id === nodeId) ?? null,
  })
  return data ?? null
}

/** Conversations that came to nothing while they stood there. */
export function lostAt({ abandoned, failed }: NodeFigure): number {
  return abandoned + failed
}
