import { expect, test } from 'vitest'
import type { Layout, PlacedNode } from './why-layout'
import { aroundNode, bringIn, fitAll, nodeTowards, zoom } from './why-view'

const size = { width: 300, height: 200 }

function node(id: string, x: number, y: number): PlacedNode {
  return { id, x, y, width: 100, height: 40, type: 'standard', lines: [id], intents: [] }
}

/** a above b above c, and d beside b; a leads to b, and b to c. */
const layout: Layout = {
  nodes: [node('a', 200, 50), node('b', 200, 150), node('c', 200, 2_000), node('d', 400, 150)],
  edges: [
    ['a', 'b'],
    ['b', 'c'],
  ].map(([from = '', to = '']) => ({
    ...{ from, to, conditions: [], points: [] },
    label: { x: 0, y: 0, width: 0, height: 0, lines: [] },
  })),
  width: 500,
  height: 2_100,
}

test('all of it fits, and is never enlarged', () => {
  const view = fitAll(layout, size)
  expect(view).toMatchObject({ x: 250, y: 1_050 })
  expect(view.scale * layout.height).toBeLessThanOrEqual(size.height)
  expect(fitAll({ ...layout, width: 10, height: 10 }, size).scale).toBe(1)
})

test('a node is seen with its neighbours, or alone where they would not be readable', () => {
  expect(aroundNode(layout, 'a', size)).toMatchObject({ x: 200, y: 100, scale: 1 })
  const alone = aroundNode(layout, 'b', size)
  expect(alone).toMatchObject({ x: 200, y: 150 })
  expect(alone.scale).toBeGreaterThan(0.75)
})

test('a node that is in the picture moves nothing, another comes just inside', () => {
  const view = { x: 200, y: 100, scale: 1 }
  expect(bringIn(view, node('a', 200, 50), size)).toEqual(view)
  const moved = bringIn(view, node('c', 200, 2_000), size)
  expect(2_000 + 20 - moved.y).toBeLessThanOrEqual(size.height / 2)
  expect(moved.x).toBe(200)
})

test('what is pointed at stays where it is while zooming', () => {
  const view = { x: 200, y: 100, scale: 1 }
  const pointed = { x: 60, y: -30 }
  const zoomed = zoom(view, 2, pointed)
  const where = ({ x, y, scale }: typeof view) => [x + pointed.x / scale, y + pointed.y / scale]
  expect(where(zoomed)).toEqual(where(view))
  expect(zoomed.scale).toBe(2)
})

test('arrows lead to the nearest node that way, or nowhere', () => {
  expect(nodeTowards(layout, 'b', 'ArrowUp')?.id).toBe('a')
  expect(nodeTowards(layout, 'b', 'ArrowRight')?.id).toBe('d')
  expect(nodeTowards(layout, 'a', 'ArrowUp')).toBeNull()
  expect(nodeTowards(layout, 'a', 'Enter')).toBeNull()
})
