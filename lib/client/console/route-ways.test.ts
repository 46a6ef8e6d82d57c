import { expect, test } from 'vitest'
import frontDesk from '@/lib/agents/templates/front-desk.json'
import qualification from '@/lib/agents/templates/qualification.json'
import { type AgentDocument, nodesOf } from './agent-document'
import { flowWays } from './flow-elements'
import { cardSize, type Place } from './node-places'
import { routeWays } from './route-ways'
import { tidyNodes } from './tidy-nodes'

type Places = Record<string, Place>

const way = (source: string, target: string, lines: string[] = ['always']) => ({
  ...{ id: `${source} ${target}`, source, target, lines },
})

/** Points close to each other on a path of cubic curves. */
function pointsOf(path: string): Place[] {
  const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? []
  const points: Place[] = []
  let [x = 0, y = 0] = numbers
  for (let at = 2; at + 5 < numbers.length + 0; at += 6) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers.slice(at, at + 6)
    for (let step = 0; step <= 40; step += 1) {
      const [t, u] = [step / 40, 1 - step / 40]
      points.push([
        u ** 3 * x + 3 * u * u * t * a + 3 * u * t * t * c + t ** 3 * e,
        u ** 3 * y + 3 * u * u * t * b + 3 * u * t * t * d + t ** 3 * f,
      ])
    }
    ;[x, y] = [e, f]
  }
  return points
}

/** The cards, other than its ends, that a way runs behind. */
function hidden(path: string, places: Places, ends: readonly string[]): string[] {
  const points = pointsOf(path)
  return Object.entries(places).flatMap(([id, [left, top]]) => {
    const meets = points.some(([x, y]) => x > left && x < left + cardSize.width && y > top && y < top + cardSize.height)
    return meets && !ends.includes(id) ? [id] : []
  })
}

test('a way that skips a row goes around the card that stands there', () => {
  const places: Places = { a: [0, 0], b: [0, 160], c: [0, 320] }
  const route = routeWays([way('a', 'b'), way('b', 'c'), way('a', 'c')], places).get('a c')
  expect(hidden(route?.path ?? '', places, ['a', 'c'])).toEqual([])
})

test('a way that leads back past other cards goes around them, also where its side is hidden', () => {
  const places: Places = { a: [0, 0], b: [0, 160], c: [0, 320], left: [-300, 320], right: [300, 320] }
  const route = routeWays([way('c', 'a')], places).get('c a')
  expect(hidden(route?.path ?? '', places, ['c', 'a'])).toEqual([])
})

test('two ways past the same card run beside each other, and the words of neither cover the other’s', () => {
  const places: Places = { a: [0, 0], other: [40, 0], b: [0, 160], c: [0, 320] }
  const routes = routeWays([way('a', 'c', ['they say “yes”']), way('other', 'c', ['they say “no”'])], places)
  const [one, other] = [...routes.values()]
  expect(one?.path).not.toBe(other?.path)
  const [[x = 0, y = 0] = [], [ox = 0, oy = 0] = []] = [one?.label, other?.label]
  expect(Math.abs(x - ox) > 80 || Math.abs(y - oy) >= 15).toBe(true)
})

test('a way with nothing before it is drawn as it always was, and one whose end has no place not at all', () => {
  const routes = routeWays([way('a', 'b'), way('a', 'gone')], { a: [0, 0], b: [0, 160] })
  expect([...routes.keys()]).toEqual(['a b'])
  expect(routes.get('a b')?.path.split('C')).toHaveLength(2)
})

test.each([
  ['the front desk', frontDesk],
  ['the qualification', qualification],
])('in %s, arranged, no way runs behind a card', (_, template) => {
  const document: AgentDocument = JSON.parse(JSON.stringify(template))
  const places = tidyNodes(document)
  const ways = [...flowWays({ document, places: {}, selectedIds: [], findings: [], path: null }, new Map()).values()]
  const drawn = ways.filter(({ kind }) => kind === 'way')
  expect(nodesOf(document).length).toBeGreaterThan(4)
  const routes = routeWays(drawn, places)
  for (const { id, source, target } of drawn)
    expect(hidden(routes.get(id)?.path ?? '', places, [source, target]), id).toEqual([])
})
