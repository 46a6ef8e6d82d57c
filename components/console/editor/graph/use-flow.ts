import { useQuery } from '@tanstack/react-query'
import { MarkerType } from '@xyflow/react'
import { useDeferredValue, useMemo, useRef } from 'react'
import type { LayoutDocument } from '@/lib/client/console/agent-document'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { type FlowCard, type FlowWay, flowCards, flowWays, intentSize } from '@/lib/client/console/flow-elements'
import { cardSize, type Place } from '@/lib/client/console/node-places'
import { routeWays, type WayRoute } from '@/lib/client/console/route-ways'
import { useContent } from '@/lib/client/console/use-content'
import { useSameList } from '@/lib/client/use-same-list'
import { useEditor } from '../editor-context'
import type { CardNodeType } from './card-node'
import type { IntentNodeType } from './intent-node'
import { type WayEdgeType, wayColor } from './way-edge'

export type FlowNode = CardNodeType | IntentNodeType

const cardNodes = new WeakMap<FlowCard, FlowNode>()
const wayEdges = new WeakMap<FlowWay, WayEdgeType>()

/** The graph's nodes and edges. What did not change is the same object as before: of 200 nodes one is drawn, not all. */
export function useFlow(
  places: LayoutDocument,
  moving: Readonly<Record<string, Place>> | null,
  stopId: string | null,
): { nodes: FlowNode[]; edges: WayEdgeType[] } {
  const { draft, selection, path } = useEditor()
  const { findings } = draft
  const document = useContent(draft.document)
  const selectedIds = selection.ids
  const cards = useRef<Map<string, FlowCard>>(new Map())
  const ways = useRef<Map<string, FlowWay>>(new Map())
  const agentNames = useAgentNames()
  const shown = useMemo(() => {
    cards.current = flowCards({ document, places, selectedIds, findings, path, agentNames }, cards.current)
    return [...cards.current.values()]
  }, [document, places, selectedIds, findings, path, agentNames])
  const foundWays = useMemo(() => {
    ways.current = flowWays({ document, places: {}, selectedIds, findings: [], path }, ways.current)
    return [...ways.current.values()]
  }, [document, selectedIds, path])
  const shownWays = useSameList(foundWays)
  // Found after what is drawn at once: until then a way whose card was moved is drawn as while it moves.
  const routes = useRoutes(useDeferredValue(shownWays), useDeferredValue(places))
  const drawn = useMemo(() => shownWays.map((way) => edgeOf(way, routes.get(way.id) ?? null)), [shownWays, routes])
  // The graph looks through all ways where it is given another list.
  const edges = useSameList(drawn)
  const nodes = useMemo(
    () =>
      shown.map((card) => {
        const at = moving?.[card.id]
        const isStop = card.id === stopId
        return at || isStop ? nodeOf(card, at ?? card.at, isStop) : keptNode(card)
      }),
    [shown, moving, stopId],
  )
  return { nodes, edges }
}

function useAgentNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(agentsQueries.list())
  return useMemo(
    () =>
      new Map(
        (data?.agents ?? []).flatMap(({ agent_id, slug, name }) => [
          [agent_id, name] as const,
          ...(slug === null ? [] : [[slug, name] as const]),
        ]),
      ),
    [data],
  )
}

/** Found anew only where a card stands elsewhere, or a way is another. */
function useRoutes(ways: readonly FlowWay[], places: LayoutDocument): ReadonlyMap<string, WayRoute> {
  const kept = useRef<{ of: string; routes: ReadonlyMap<string, WayRoute> }>({ of: '', routes: new Map() })
  return useMemo(() => {
    const drawn = ways.filter(({ kind }) => kind === 'way')
    const of = JSON.stringify([places, drawn.map(({ id, lines }) => [id, lines])])
    const before = kept.current
    if (before.of === of) return before.routes
    const routes = new Map([...routeWays(drawn, places)].map(([id, route]) => [id, asBefore(before.routes, id, route)]))
    kept.current = { of, routes }
    return routes
  }, [ways, places])
}

function asBefore(before: ReadonlyMap<string, WayRoute>, id: string, route: WayRoute): WayRoute {
  const old = before.get(id)
  return old && JSON.stringify(old) === JSON.stringify(route) ? old : route
}

function keptNode(card: FlowCard): FlowNode {
  const kept = cardNodes.get(card)
  if (kept) return kept
  const node = nodeOf(card, card.at, false)
  cardNodes.set(card, node)
  return node
}

function nodeOf({ id, data, isSelected }: FlowCard, [x, y]: Place, isStop: boolean): FlowNode {
  const size = data.kind === 'intent' ? intentSize : cardSize
  const common = {
    ...{ id, position: { x, y }, selected: isSelected, ...size, measured: size },
    // The card within says what it is.
    domAttributes: { 'aria-roledescription': undefined },
  }
  return data.kind === 'intent'
    ? { ...common, type: 'intent', data, draggable: false }
    : { ...common, type: 'card', data: { ...data, isStop }, className: 'group' }
}

function edgeOf(way: FlowWay, route: WayRoute | null): WayEdgeType {
  const kept = wayEdges.get(way)
  if (kept && kept.data?.route === route) return kept
  const isStrong = way.isSelected || way.isWalked
  const edge: WayEdgeType = {
    ...{ id: way.id, source: way.source, target: way.target, type: 'way', data: { way, route }, focusable: false },
    ...{ sourceHandle: 'out', targetHandle: 'in', selected: way.isSelected },
    // Before the cards: all of it can be followed with the eye.
    zIndex: isStrong ? 1 : 0,
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: wayColor(way) },
    // Ways are listed in the settings of their node, where the keyboard comes to them.
    domAttributes: { 'aria-hidden': true },
  }
  wayEdges.set(way, edge)
  return edge
}
