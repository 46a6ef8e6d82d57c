import { MarkerType } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import type { LayoutDocument } from '@/lib/client/console/agent-document'
import { type FlowCard, type FlowWay, flowCards, flowWays, intentSize } from '@/lib/client/console/flow-elements'
import { cardSize, type Place } from '@/lib/client/console/node-places'
import { useEditor } from '../editor-context'
import type { CardNodeType } from './card-node'
import type { IntentNodeType } from './intent-node'
import type { WayEdgeType } from './way-edge'

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
  const { document, findings } = draft
  const selectedIds = selection.ids
  const cards = useRef<Map<string, FlowCard>>(new Map())
  const ways = useRef<Map<string, FlowWay>>(new Map())
  const shown = useMemo(() => {
    cards.current = flowCards({ document, places, selectedIds, findings, path }, cards.current)
    return [...cards.current.values()]
  }, [document, places, selectedIds, findings, path])
  const edges = useMemo(() => {
    ways.current = flowWays({ document, places: {}, selectedIds, findings: [], path }, ways.current)
    return [...ways.current.values()].map(edgeOf)
  }, [document, selectedIds, path])
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

function edgeOf(way: FlowWay): WayEdgeType {
  const kept = wayEdges.get(way)
  if (kept) return kept
  const color = way.isWalked ? 'var(--transition)' : way.isSelected ? 'var(--accent)' : 'var(--line-strong)'
  const edge: WayEdgeType = {
    ...{ id: way.id, source: way.source, target: way.target, type: 'way', data: { way }, focusable: false },
    ...{ sourceHandle: 'out', targetHandle: 'in', selected: way.isSelected },
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color },
    // Ways are listed in the settings of their node, where the keyboard comes to them.
    domAttributes: { 'aria-hidden': true },
  }
  wayEdges.set(way, edge)
  return edge
}
