import type { Box, Layout, PlacedNode, Point } from './why-layout'

/** What of a graph is seen: `x`, `y` stands in the middle of the picture. */
export type GraphView = Point & { scale: number }
export type Size = { width: number; height: number }

const leastScale = 0.08
const mostScale = 2.5
/** Below it the words could not be read without effort. */
const readableScale = 0.78

/** All of it. */
export function fitAll(layout: Layout, size: Size): GraphView {
  const scale = Math.min(size.width / Math.max(layout.width, 1), size.height / Math.max(layout.height, 1), 1)
  return { x: layout.width / 2, y: layout.height / 2, scale: within(scale) }
}

/** A node and those a step away, as far as they stay readable; the node itself is always seen. */
export function aroundNode(layout: Layout, nodeId: string, size: Size): GraphView {
  const node = layout.nodes.find(({ id }) => id === nodeId)
  if (!node) return fitAll(layout, size)
  const near = new Set(
    layout.edges.filter(({ from, to }) => from === nodeId || to === nodeId).flatMap(({ from, to }) => [from, to]),
  )
  const around = boundsOf([node, ...layout.nodes.filter(({ id }) => near.has(id))])
  const scale = Math.min(size.width / (around.width + 32), size.height / (around.height + 32), 1)
  if (scale >= readableScale) return { x: around.x, y: around.y, scale }
  return { x: node.x, y: node.y, scale: readableScale }
}

/** Moves just so far that the node is whole in the picture. */
export function bringIn(view: GraphView, node: Box, size: Size): GraphView {
  const along = (at: number, middle: number, extent: number, room: number) => {
    const slack = Math.max(0, room / view.scale / 2 - extent / 2 - 12)
    return Math.min(Math.max(at, middle - slack), middle + slack)
  }
  return {
    ...view,
    x: along(view.x, node.x, node.width, size.width),
    y: along(view.y, node.y, node.height, size.height),
  }
}

/** `at`: what stays where it is, from the picture's middle. */
export function zoom(view: GraphView, factor: number, at: Point = { x: 0, y: 0 }): GraphView {
  const scale = within(view.scale * factor)
  const shift = 1 / view.scale - 1 / scale
  return { scale, x: view.x + at.x * shift, y: view.y + at.y * shift }
}

/** The nearest node that way, for the arrow keys. */
export function nodeTowards(layout: Layout, nodeId: string, key: string): PlacedNode | null {
  const from = layout.nodes.find(({ id }) => id === nodeId)
  const way = directions.get(key)
  if (!from || !way) return null
  const distances = layout.nodes.flatMap((node) => {
    const ahead = (node.x - from.x) * way.x + (node.y - from.y) * way.y
    const aside = Math.abs((node.x - from.x) * way.y) + Math.abs((node.y - from.y) * way.x)
    return node !== from && ahead > 1 ? [{ node, distance: ahead + aside * 2 }] : []
  })
  return distances.toSorted((a, b) => a.distance - b.distance)[0]?.node ?? null
}

const directions: ReadonlyMap<string, Point> = new Map([
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
])

function within(scale: number): number {
  return Math.min(mostScale, Math.max(leastScale, scale))
}

function boundsOf(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2))
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2))
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2))
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top }
}
