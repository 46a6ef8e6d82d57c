import { describe, expect, test } from 'vitest'
import type { AgentDocument } from './agent-document'
import { cardSize, freePlace, nodeTowards, placeMissing, storedPlaces } from './node-places'
import { tidyNodes } from './tidy-nodes'
import { wayPath } from './way-path'

const document: AgentDocument = {
  workflow: {
    initial_node: 'a',
    nodes: [
      { id: 'a', transitions: [{ condition: 'always', target: 'b' }] },
      {
        id: 'b',
        transitions: [
          { condition: 'contains:x', target: 'c' },
          { condition: 'always', target: 'd' },
        ],
      },
      { id: 'c' },
      { id: 'd' },
    ],
  },
}

const overlap = (one: readonly [number, number], other: readonly [number, number]) =>
  Math.abs(one[0] - other[0]) < cardSize.width && Math.abs(one[1] - other[1]) < cardSize.height

test('what is no place in a document is passed over', () => {
  const layout = JSON.parse('{"a":[1,2],"b":[1],"c":"x","d":[null,2]}')
  expect(storedPlaces({ workflow: { ...document.workflow, layout } })).toEqual({ a: [1, 2] })
  expect(storedPlaces({})).toEqual({})
})

describe('a node without a place', () => {
  test('stands below what leads to it, and beside what stands there already', () => {
    const places = placeMissing(document, { a: [0, 0], b: [0, 160] })
    expect(places.c?.[0]).toBe(0)
    expect(places.c?.[1]).toBeGreaterThan(160)
    expect(places.d?.[1]).toBe(places.c?.[1])
    expect(places.d?.[0]).toBeGreaterThanOrEqual(cardSize.width)
  })

  test('nothing is moved for it', () => {
    const known = { a: [5, 5], b: [5, 200], c: [5, 400], d: [400, 400] } as const
    expect(placeMissing(document, known)).toBe(known)
    expect(placeMissing(document, { a: [7, 7] }).a).toEqual([7, 7])
  })
})

test('a free place is the one that was asked for, or the next to its right', () => {
  expect(freePlace([], [3, 4])).toEqual([3, 4])
  const [x, y] = freePlace([[0, 0]], [10, 10])
  expect([x >= cardSize.width, y]).toEqual([true, 10])
})

test('arranged, no two cards lie over each other and ways lead down', () => {
  const places = tidyNodes(document)
  const all = Object.entries(places)
  for (const [id, place] of all)
    for (const [other, otherPlace] of all) expect(id !== other && overlap(place, otherPlace)).toBe(false)
  expect(places.b?.[1]).toBeGreaterThan(places.a?.[1] ?? 0)
  expect(places.d?.[1]).toBeGreaterThan(places.b?.[1] ?? 0)
})

describe('arrow keys', () => {
  const places = { a: [0, 0], b: [0, 160], c: [-200, 320], d: [200, 320] } as const

  test.each([
    ['a', 'ArrowDown', 'b'],
    ['b', 'ArrowUp', 'a'],
    ['b', 'ArrowLeft', 'c'],
    ['b', 'ArrowRight', 'd'],
    ['c', 'ArrowUp', 'b'],
    ['c', 'ArrowRight', 'b'],
  ])('from %s, %s leads to %s', (from, key, to) => {
    expect(nodeTowards(document, places, from, key)).toBe(to)
  })

  test('to where no joined node stands they lead to the nearest', () => {
    expect(nodeTowards(document, { ...places, b: [900, 900] }, 'c', 'ArrowUp')).toBe('a')
  })

  test.each([
    ['a', 'ArrowUp'],
    ['a', 'x'],
    ['unknown', 'ArrowDown'],
  ])('from %s, %s leads nowhere', (from, key) => {
    expect(nodeTowards(document, places, from, key)).toBeNull()
  })
})

test.each([
  ['on', [0, 72], [0, 200], false],
  ['back', [0, 300], [0, 0], false],
  ['beside', [0, 300], [900, 200], false],
  ['to itself', [0, 72], [0, 0], true],
] as const)('a way %s has a line and a place for its words', (_, from, to, isLoop) => {
  const { path, label } = wayPath(from, to, isLoop)
  expect(path).toMatch(/^M-?[\d.]+ -?[\d.]+C[-\d. ]+$/)
  expect(label.every(Number.isFinite)).toBe(true)
})
