import type { ReactFlowInstance } from '@xyflow/react'
import { cardSize } from '@/lib/client/console/node-places'
import type { FlowNode } from './use-flow'
import type { WayEdgeType } from './way-edge'

/** Below this a card's words cannot be read. */
const readable = 0.62
const margin = 32

/** Whole where it can be read so, else at the beginning. */
export function firstView(
  instance: ReactFlowInstance<FlowNode, WayEdgeType>,
  frame: HTMLElement | null,
  initialId: string | undefined,
): void {
  const nodes = instance.getNodes()
  const { width, height } = instance.getNodesBounds(nodes)
  const room = { width: frame?.clientWidth ?? 0, height: frame?.clientHeight ?? 0 }
  const whole = Math.min((room.width - 2 * margin) / width, (room.height - 3 * margin) / height)
  const first = nodes.find(({ id }) => id === initialId)?.position
  if (whole >= readable || !first) void instance.fitView({ padding: 0.1, maxZoom: 1 })
  else {
    const zoom = 0.8
    const x = room.width / 2 - (first.x + cardSize.width / 2) * zoom
    void instance.setViewport({ x, y: margin - first.y * zoom, zoom })
  }
}
