import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import type { FlowWay } from '@/lib/client/console/flow-elements'
import { intentPath, wayPath } from '@/lib/client/console/way-path'

export type WayEdgeType = Edge<{ way: FlowWay }, 'way'>

const mostLines = 3

/** A line from node to node with its conditions in words; one that leads back goes around at the side. */
export const WayEdge = memo(function WayEdge(props: EdgeProps<WayEdgeType>) {
  const way = props.data?.way
  if (!way) return null
  const { sourceX, sourceY, targetX, targetY } = props
  const isIntent = way.kind === 'intent'
  const { path, label } = isIntent
    ? intentPath([sourceX, sourceY], [targetX, targetY])
    : wayPath([sourceX, sourceY], [targetX, targetY], way.source === way.target)
  const isStrong = way.isSelected || way.isWalked
  const stroke = way.isWalked ? 'var(--transition)' : way.isSelected ? 'var(--accent)' : 'var(--line-strong)'
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={24}
        style={{
          stroke,
          strokeWidth: isStrong ? 2.25 : 1.25,
          ...(isIntent ? { strokeDasharray: '5 4', opacity: isStrong ? 1 : 0.6 } : {}),
        }}
        {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })}
      />
      <Label way={way} x={label[0]} y={label[1]} />
    </>
  )
})

/** Above all lines, so that none runs through words. A click on it is one on its line. */
function Label({ way, x, y }: { way: FlowWay; x: number; y: number }) {
  if (way.lines.length === 0) return null
  const shown = way.lines.slice(0, way.lines.length > mostLines ? mostLines - 1 : mostLines)
  const rest = way.lines.length - shown.length
  const color = way.isWalked ? 'text-transition' : way.isSelected ? 'text-accent' : 'text-ink-soft'
  return (
    <EdgeLabelRenderer>
      <div
        aria-hidden
        className={`nodrag nopan pointer-events-auto absolute cursor-pointer rounded-sm bg-sunken px-1.5 text-center text-[11.5px] leading-[15px] ${color}`}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
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
