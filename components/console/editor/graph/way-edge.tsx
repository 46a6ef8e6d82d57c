import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { FlowWay } from '@/lib/client/console/flow-elements'
import { cardSize, type Place } from '@/lib/client/console/node-places'
import type { WayRoute } from '@/lib/client/console/route-ways'
import { intentPath, wayPath } from '@/lib/client/console/way-path'

export type WayEdgeType = Edge<{ way: FlowWay; route: WayRoute | null }, 'way'>

const mostLines = 3

/** A line from node to node with its conditions in words; one that leads back goes around at the side. */
export const WayEdge = memo(function WayEdge(props: EdgeProps<WayEdgeType>) {
  const way = props.data?.way
  if (!way) return null
  const { sourceX, sourceY, targetX, targetY } = props
  const isIntent = way.kind === 'intent'
  const { path, label } = isIntent
    ? intentPath([sourceX, sourceY], [targetX, targetY])
    : (routeFor(props) ?? wayPath([sourceX, sourceY], [targetX, targetY], way.source === way.target))
  const isStrong = way.isSelected || way.isWalked
  return (
    <>
      <g style={{ stroke: wayColor(way), strokeWidth: isStrong ? 2.25 : way.isNear ? 1.75 : 1.25 }}>
        <BaseEdge
          path={path}
          interactionWidth={24}
          style={isIntent ? { strokeDasharray: '5 4', opacity: isStrong ? 1 : 0.6 } : {}}
          {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
        />
      </g>
      <Label way={way} x={label[0]} y={label[1]} />
    </>
  )
})

/** None while a card is being moved: the line follows it then, and is led around others where it is let go. */
function routeFor({ data, sourceX, sourceY, targetX, targetY }: EdgeProps<WayEdgeType>): WayRoute | null {
  const route = data?.route
  if (!route) return null
  const isAt = (x: number, y: number, [left, top]: Place) =>
    Math.abs(x - left - cardSize.width / 2) < 2 && Math.abs(y - top) < near
  const isHere = isAt(sourceX, sourceY - cardSize.height, route.from) && isAt(targetX, targetY, route.to)
  return isHere ? route : null
}

// A handle stands out from its card by a few pixels.
const near = 9

export function wayColor({ isWalked, isSelected, isNear }: FlowWay): string {
  if (isWalked) return 'var(--transition)'
  if (isSelected) return 'var(--accent)'
  return isNear ? 'var(--ink-soft)' : 'var(--line-strong)'
}

/** Above all lines, so that none runs through words. A click on it is one on its line. */
function Label({ way, x, y }: { way: FlowWay; x: number; y: number }) {
  if (way.lines.length === 0) return null
  const shown = way.lines.slice(0, way.lines.length > mostLines ? mostLines - 1 : mostLines)
  const rest = way.lines.length - shown.length
  const color = way.isWalked
    ? 'text-transition'
    : way.isSelected
      ? 'text-accent'
      : way.isNear
        ? 'text-ink'
        : 'text-ink-soft'
  return (
    <EdgeLabelRenderer>
      <div
        aria-hidden
        className={`nodrag nopan pointer-events-auto absolute cursor-pointer rounded-sm bg-sunken px-1.5 text-center text-[11.5px] leading-[15px] ${color}`}
        style={{
          transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
          // As its line, and before it.
          ...(way.isSelected || way.isWalked ? { zIndex: 2 } : {}),
        }}
      >
        {shown.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
          <bdi key={place} className="block max-w-52 truncate">
            {line}
          </bdi>
        ))}
        {rest > 0 ? `+ ${rest}` : null}
      </div>
    </EdgeLabelRenderer>
  )
}
