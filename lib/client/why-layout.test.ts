import { expect, test } from 'vitest'
import { type Box, layOut } from './why-layout'
import type { WorkflowGraph } from './wire'

/** Forty nodes in a row, with ways ahead, ways back and two conditions on some of them. */
function forty(): WorkflowGraph {
  const nodes = Array.from({ length: 40 }, (_, place) => ({
    id: `n${place}`,
    name: `Collect the caller’s details, part ${place}`,
    type: 'standard',
  }))
  const edge = (from: number, to: number, condition: string) =>
    to >= 0 && to < 40 ? [{ from: `n${from}`, to: `n${to}`, condition, priority: 1 }] : []
  const edges = nodes.flatMap((_, place) => [
    ...edge(place, place + 1, 'user_responded'),
    ...(place % 4 === 0 ? edge(place, place + 1, 'contains:a long word to look for') : []),
    ...(place % 3 === 0 ? edge(place, place + 5, 'variables_extracted:name,zip_code') : []),
    ...(place % 7 === 6 ? edge(place, place - 4, 'contains:again') : []),
  ])
  return { nodes, edges, initial_node: 'n0', global_intents: [{ id: 'emergency', target: 'n20' }] }
}

function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2
}

test('at forty nodes no node and no label covers another', () => {
  const { nodes, edges } = layOut(forty(), [])
  const boxes: Box[] = [...nodes, ...edges.map(({ label }) => label)]
  const clashes = boxes.flatMap((box, place) => boxes.slice(place + 1).filter((other) => overlap(box, other)))
  expect(nodes).toHaveLength(40)
  expect(clashes).toEqual([])
})

test('two conditions between the same nodes are one line with both written on it', () => {
  const { edges } = layOut(forty(), [])
  expect(edges.find(({ from, to }) => from === 'n4' && to === 'n5')?.label.lines).toEqual([
    'user_responded',
    'contains:a long word to l…',
  ])
})

test('a step that no line was drawn for is drawn once it was gone; one to an unknown node never', () => {
  const leap = { from: 'n1', to: 'n20', condition: 'global_intent:emergency' }
  const { edges } = layOut(forty(), [leap, { ...leap, to: 'elsewhere' }])
  expect(edges.find(({ from, to }) => from === 'n1' && to === 'n20')?.conditions).toEqual(['global_intent:emergency'])
  expect(edges.some(({ to }) => to === 'elsewhere')).toBe(false)
})

test('a node says which global intents lead to it, and a long name stands in two lines', () => {
  const node = layOut(forty(), []).nodes.find(({ id }) => id === 'n20')
  expect(node).toMatchObject({ intents: ['emergency'], lines: ['Collect the caller’s', 'details, part 20'] })
})
