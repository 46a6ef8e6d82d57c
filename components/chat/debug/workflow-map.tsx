import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { edgeKey, type Layout } from '@/lib/client/why-layout'
import type { Path } from '@/lib/client/why-path'
import { aroundNode, bringIn, fitAll, type GraphView, nodeTowards, zoom } from '@/lib/client/why-view'
import { texts } from '../../texts'
import { EdgeLabel, GraphEdge } from './graph-edge'
import { GraphNode } from './graph-node'
import { MapControls } from './map-controls'
import { useSize } from './use-size'

/** The workflow with the way gone so far. Follows the conversation until somebody moves it. */
export function WorkflowMap({
  layout,
  path,
  currentId,
  onOpenTurn,
}: {
  layout: Layout
  path: Path
  currentId: string
  onOpenTurn: (turnId: string) => void
}) {
  const [frame, size] = useSize<HTMLDivElement>()
  const [moved, setMoved] = useState<{ at: string; view: GraphView } | null>(null)
  const [stop, setStop] = useState<string | null>(null)
  const drag = useRef<{ x: number; y: number; view: GraphView; hasMoved: boolean } | null>(null)
  const room = size ?? { width: 1, height: 1 }
  const view = moved?.at === currentId ? moved.view : aroundNode(layout, currentId, room)
  const move = (next: GraphView) => setMoved({ at: currentId, view: next })
  const latest = useRef({ view, move })
  latest.current = { view, move }
  useWheelZoom(frame, latest)

  const onPointerDown = (event: PointerEvent) => {
    drag.current = { x: event.clientX, y: event.clientY, view, hasMoved: false }
  }
  const onPointerMove = (event: PointerEvent) => {
    const from = drag.current
    if (!from || event.buttons === 0) return
    const dx = event.clientX - from.x
    const dy = event.clientY - from.y
    if (!from.hasMoved && Math.hypot(dx, dy) < 4) return
    from.hasMoved = true
    event.currentTarget.setPointerCapture(event.pointerId)
    move({ ...from.view, x: from.view.x - dx / from.view.scale, y: from.view.y - dy / from.view.scale })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = nodeTowards(layout, stop ?? currentId, event.key)
    if (next) {
      event.preventDefault()
      frame.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next.id)}"]`)?.focus()
    } else if (event.key === '+' || event.key === '=') move(zoom(view, 1.25))
    else if (event.key === '-') move(zoom(view, 0.8))
    else if (event.key === '0') move(fitAll(layout, room))
  }
  const ordersOf = (from: string, to: string) =>
    path.steps.filter((step) => step.from === from && step.to === to).map(({ order }) => order)
  const edges = layout.edges.map((edge) => ({ edge, orders: ordersOf(edge.from, edge.to) }))
  const known = layout.nodes.some(({ id }) => id === currentId)
  const stopId = stop ?? (known ? currentId : layout.nodes[0]?.id)
  const shift = `translate(${room.width / 2} ${room.height / 2}) scale(${view.scale}) translate(${-view.x} ${-view.y})`
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing, not a part of a form */}
      <div
        ref={frame}
        role="group"
        aria-label={texts.debug.graph}
        className="min-h-0 grow touch-none select-none overflow-hidden border-line border-y bg-sunken"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      >
        {size ? (
          // biome-ignore lint/a11y/noSvgWithoutTitle: the group around it has the name, and a title would show as a tip
          <svg width="100%" height="100%" className="cursor-grab active:cursor-grabbing">
            <defs>
              <ArrowHead id="why-head" className="fill-line-strong" />
              <ArrowHead id="why-head-walked" className="fill-transition" />
            </defs>
            <g transform={shift}>
              {edges.map(({ edge, orders }) => (
                <GraphEdge key={edgeKey(edge.from, edge.to)} edge={edge} orders={orders} />
              ))}
              {edges.map(({ edge, orders }) => (
                <EdgeLabel key={edgeKey(edge.from, edge.to)} edge={edge} orders={orders} />
              ))}
              {layout.nodes.map((node) => (
                <GraphNode
                  key={node.id}
                  node={node}
                  isCurrent={node.id === currentId}
                  isVisited={path.visited.has(node.id)}
                  isStop={node.id === stopId}
                  onOpen={() => {
                    const turnId = path.visited.get(node.id)
                    if (turnId !== undefined && !drag.current?.hasMoved) onOpenTurn(turnId)
                  }}
                  onFocus={() => {
                    setStop(node.id)
                    move(bringIn(view, node, room))
                  }}
                />
              ))}
            </g>
          </svg>
        ) : null}
      </div>
      <MapControls
        onZoom={(factor) => move(zoom(view, factor))}
        onFit={() => move(fitAll(layout, room))}
        onFollow={() => setMoved(null)}
      />
    </>
  )
}

function ArrowHead({ id, className }: { id: string; className: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX={7}
      refY={4}
      markerWidth={8}
      markerHeight={8}
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0 8 4 0 8z" className={className} />
    </marker>
  )
}

/** With the control key, which is also what a pinch on a touchpad is: the plain wheel scrolls the panel. */
function useWheelZoom(
  frame: React.RefObject<HTMLDivElement | null>,
  latest: React.RefObject<{ view: GraphView; move: (view: GraphView) => void }>,
): void {
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const at = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
      latest.current.move(zoom(latest.current.view, Math.exp(-event.deltaY / 300), at))
    }
    // Not React's own: that could not keep the page from being enlarged.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [frame, latest])
}
