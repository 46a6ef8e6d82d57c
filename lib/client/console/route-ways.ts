// Lines between cards that pass beside what stands between their ends, and words on them that do not cover each other. Pure.
import { cardSize, type Place } from './node-places'
import { type Curve, drawn, pointAt, pointsOn, roundCorners, straight } from './way-curves'
import { labelShare, leadsOn, type WayPath, wayCurve } from './way-path'

/** `from` and `to`: the cards' left upper corners that it was made for; where one is elsewhere now, it does not fit. */
export type WayRoute = WayPath & { from: Place; to: Place }

type Way = { id: string; source: string; target: string; lines: readonly string[] }
type Box = { left: number; top: number; right: number; bottom: number }
/** The cards by their heights, so that a line is held against those alone that it may meet. */
type Cards = { boxes: readonly Box[]; byHeight: ReadonlyMap<number, readonly Box[]> }
/** A straight piece that a way has for itself. */
type Lane = { x: number; top: number; bottom: number }

const { width, height } = cardSize
/** What is left free beside a card. */
const margin = 14
/** Between ways that run beside each other. */
const laneGap = 10
const mostShifts = 240
/** A way past more rows than these goes beside all of them. */
const mostRows = 6
const bucket = 128

/** A route for each way whose ends have places, by its id. */
export function routeWays(ways: readonly Way[], places: Readonly<Record<string, Place>>): Map<string, WayRoute> {
  const boxes = new Map(Object.entries(places).map(([id, place]) => [id, boxOf(place)]))
  const cards = byHeight([...boxes.values()])
  const lanes: Lane[] = []
  const words: Box[] = []
  const routes = new Map<string, WayRoute>()
  for (const { id, source, target, lines } of ways) {
    const [from, to] = [places[source], places[target]]
    if (!from || !to) continue
    const ends = [boxes.get(source), boxes.get(target)].filter((box) => box !== undefined)
    const curves = source === target ? loop(from) : around(from, to, cards, ends, lanes)
    const label = freeLabel(curves, lines, labelShare(footOf(from), headOf(to), source === target), words, cards)
    if (lines.length > 0) words.push(wordsBox(label, lines))
    routes.set(id, { path: drawn(curves), label, from, to })
  }
  return routes
}

function byHeight(boxes: readonly Box[]): Cards {
  const found = new Map<number, Box[]>()
  for (const box of boxes)
    for (let at = Math.floor((box.top - 8) / bucket); at <= Math.floor((box.bottom + 8) / bucket); at += 1)
      found.set(at, [...(found.get(at) ?? []), box])
  return { boxes, byHeight: found }
}

function loop(from: Place): Curve[] {
  return [wayCurve(footOf(from), footOf(from), true)]
}

/** The plain line where nothing stands in its way; else the one around, where that meets fewer cards. */
function around(from: Place, to: Place, cards: Cards, ends: readonly Box[], lanes: Lane[]): Curve[] {
  const [foot, head] = [footOf(from), headOf(to)]
  const plain = [wayCurve(foot, head, false)]
  const met = meets(plain, cards, ends)
  if (met === 0) return plain
  const taken: Lane[] = []
  const leads = leadsOn(foot[1], head[1])
  const detour = leads ? down(foot, head, cards, ends, lanes, taken) : back(from, to, cards, ends, lanes, taken)
  if (meets(detour, cards, ends) >= met) return plain
  lanes.push(...taken)
  return detour
}

/** Through the gaps between cards, row by row. */
function down(
  foot: Place,
  head: Place,
  cards: Cards,
  ends: readonly Box[],
  lanes: readonly Lane[],
  taken: Lane[],
): Curve[] {
  const curves: Curve[] = []
  let at = foot
  for (const { top, bottom, boxes } of rowsBetween(foot[1], head[1], cards, ends)) {
    const share = ((top + bottom) / 2 - at[1]) / Math.max(1, head[1] - at[1])
    const wish = at[0] + (head[0] - at[0]) * share
    const x = freeLane(wish, top, bottom, boxes, lanes)
    const into: Place = [x, Math.max(top, at[1])]
    curves.push(swing(at, into), straight(into, [x, bottom]))
    taken.push({ x, top, bottom })
    at = [x, bottom]
  }
  return [...curves, swing(at, head)]
}

/** Beside all that stands between, then into the card from the same side, or from above where its side is hidden. */
function back(
  from: Place,
  to: Place,
  cards: Cards,
  ends: readonly Box[],
  lanes: readonly Lane[],
  taken: Lane[],
): Curve[] {
  const [foot, head] = [footOf(from), headOf(to)]
  const [top, bottom] = [Math.min(head[1] - 20, foot[1]), foot[1] + 20]
  const all = cards.boxes.filter((box) => box.top < bottom + margin && box.bottom > top - margin)
  const [left, right] = [Math.min(...ends.map((box) => box.left)), Math.max(...ends.map((box) => box.right))]
  const wishes = [freeLane(right + 24, top, bottom, all, lanes, 1), freeLane(left - 24, top, bottom, all, lanes, -1)]
  const far = (x: number) => Math.abs(x - foot[0]) + Math.abs(x - head[0])
  const x = wishes.toSorted((one, other) => far(one) - far(other))[0] ?? right
  taken.push({ x, top, bottom })
  const leg = (box: Box, end: Place, away: number): Place[] => {
    const side: Place = [x > box.right ? box.right : box.left, (box.top + box.bottom) / 2]
    const isHidden = meets([straight(side, [x, side[1]])], cards, ends) > 0
    return isHidden ? [end, [end[0], end[1] + away], [x, end[1] + away]] : [side, [x, side[1]]]
  }
  const points = [...leg(boxOf(from), foot, 14), ...leg(boxOf(to), head, -14).reverse()]
  return roundCorners(points, 16)
}

function swing(from: Place, to: Place): Curve {
  const bend = (to[1] - from[1]) * 0.5
  return [from, [from[0], from[1] + bend], [to[0], to[1] - bend], to]
}

type Row = { top: number; bottom: number; boxes: Box[] }

/** What stands between two heights, in rows that a way can pass one after the other. */
function rowsBetween(from: number, to: number, { boxes: all }: Cards, ends: readonly Box[]): Row[] {
  const rows: Row[] = []
  const between = all.filter((box) => box.top < to - 4 && box.bottom > from + 4 && !ends.includes(box))
  for (const box of between.toSorted((one, other) => one.top - other.top)) {
    const last = rows.at(-1)
    if (last && box.top < last.bottom + 2 * margin) {
      last.boxes.push(box)
      last.bottom = Math.max(last.bottom, box.bottom)
    } else rows.push({ top: box.top, bottom: box.bottom, boxes: [box] })
  }
  const [first] = rows
  const last = rows.at(-1)
  const isFar = rows.length > mostRows && first !== undefined && last !== undefined
  const passed = isFar ? [{ top: first.top, bottom: last.bottom, boxes: between }] : rows
  return passed.map(({ top, bottom, boxes }) => ({
    ...{ top: Math.max(top - margin / 2, from), bottom: Math.min(bottom + margin / 2, to), boxes },
  }))
}

/** The nearest to the wish where no card stands and no other way runs. `side`: only on that side of it. */
function freeLane(
  wish: number,
  top: number,
  bottom: number,
  boxes: readonly Box[],
  lanes: readonly Lane[],
  side: -1 | 0 | 1 = 0,
): number {
  const beside = lanes.filter((lane) => lane.top < bottom && lane.bottom > top)
  const blocked = spansOf(boxes)
  const isFree = (x: number) =>
    blocked.every(([left, right]) => x <= left || x >= right) && beside.every((lane) => Math.abs(lane.x - x) >= laneGap)
  for (let shift = 0; shift < mostShifts; shift += 1) {
    const found = (side === 0 ? [1, -1] : [side])
      .map((sign) => Math.round(wish + sign * shift * laneGap))
      .find((x) => isFree(x))
    if (found !== undefined) return found
  }
  return Math.round(wish)
}

/** Where cards stand from left to right, with what is left free beside them, each stretch once. */
function spansOf(boxes: readonly Box[]): [left: number, right: number][] {
  const spans: [number, number][] = []
  for (const box of boxes.toSorted((one, other) => one.left - other.left)) {
    const last = spans.at(-1)
    const [left, right] = [box.left - margin, box.right + margin]
    if (last && left < last[1]) last[1] = Math.max(last[1], right)
    else spans.push([left, right])
  }
  return spans
}

/** How many of the cards a line runs behind, those at its ends left out. */
function meets(curves: readonly Curve[], { byHeight: found }: Cards, ends: readonly Box[]): number {
  const met = new Set<Box>()
  for (const [x, y] of pointsOn(curves))
    for (const box of found.get(Math.floor(y / bucket)) ?? []) {
      const isIn = x > box.left - 3 && x < box.right + 3 && y > box.top - 3 && y < box.bottom + 3
      if (isIn && !ends.includes(box)) met.add(box)
    }
  return met.size
}

const shares = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, -0.4]

/** Where the words cover neither others nor a card; where there is no such place, where they would stand anyway. */
function freeLabel(
  curves: readonly Curve[],
  lines: readonly string[],
  share: number,
  words: readonly Box[],
  cards: Cards,
): Place {
  if (lines.length === 0) return pointAt(curves, share)
  const isFree = (box: Box) =>
    words.every((other) => !overlaps(box, other)) && cards.boxes.every((card) => !overlaps(box, card))
  const candidates = shares.map((shift) => share + shift).filter((at) => at > 0.05 && at < 0.95)
  const free = candidates.map((at) => pointAt(curves, at)).find((place) => isFree(wordsBox(place, lines)))
  return free ?? pointAt(curves, share)
}

function wordsBox([x, y]: Place, lines: readonly string[]): Box {
  const wide = Math.min(208, Math.max(0, ...lines.map(({ length }) => length)) * 5.8) + 12
  const high = Math.min(lines.length, 3) * 15
  return { left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 }
}

function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
}

function boxOf([left, top]: Place): Box {
  return { left, top, right: left + width, bottom: top + height }
}

function footOf([x, y]: Place): Place {
  return [x + width / 2, y + height]
}

function headOf([x, y]: Place): Place {
  return [x + width / 2, y]
}
