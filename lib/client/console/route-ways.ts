// Lines between cards that pass beside what stands between their ends, and words on them that do not cover each other. Pure.
import { cardSize, type Place } from './node-places'
import { type Curve, drawn, pointAt, pointsOn, roundCorners, straight } from './way-curves'
import { labelShare, leadsOn, type WayPath, wayCurve } from './way-path'

/** `from` and `to`: the cards' left upper corners that it was made for; where one is elsewhere now, it does not fit. */
export type WayRoute = WayPath & { from: Place; to: Place }

type Way = { id: string; source: string; target: string; lines: readonly string[] }
type Box = { left: number; top: number; right: number; bottom: number }
/** A straight piece that a way has for itself. */
type Lane = { x: number; top: number; bottom: number }

const { width, height } = cardSize
/** What is left free beside a card. */
const margin = 14
/** Between ways that run beside each other. */
const laneGap = 10
const mostShifts = 240

/** A route for each way whose ends have places, by its id. */
export function routeWays(ways: readonly Way[], places: Readonly<Record<string, Place>>): Map<string, WayRoute> {
  const boxes = new Map(Object.entries(places).map(([id, place]) => [id, boxOf(place)]))
  const lanes: Lane[] = []
  const words: Box[] = []
  const routes = new Map<string, WayRoute>()
  for (const { id, source, target, lines } of ways) {
    const [from, to] = [places[source], places[target]]
    if (!from || !to) continue
    const others = [...boxes].flatMap(([other, box]) => (other === source || other === target ? [] : [box]))
    const curves = source === target ? loop(from) : around(from, to, others, lanes)
    const label = freeLabel(curves, lines, labelShare(footOf(from), headOf(to), source === target), words, boxes)
    if (lines.length > 0) words.push(wordsBox(label, lines))
    routes.set(id, { path: drawn(curves), label, from, to })
  }
  return routes
}

function loop(from: Place): Curve[] {
  return [wayCurve(footOf(from), footOf(from), true)]
}

/** The plain line where nothing stands in its way; else the first that meets fewer cards. */
function around(from: Place, to: Place, others: readonly Box[], lanes: Lane[]): Curve[] {
  const [foot, head] = [footOf(from), headOf(to)]
  const plain = [wayCurve(foot, head, false)]
  const met = meets(plain, others)
  if (met === 0) return plain
  const taken = [...lanes]
  const detour = leadsOn(foot[1], head[1]) ? down(foot, head, others, taken) : back(from, to, others, taken)
  if (meets(detour, others) >= met) return plain
  lanes.splice(0, lanes.length, ...taken)
  return detour
}

/** Through the gaps between cards, row by row. */
function down(foot: Place, head: Place, others: readonly Box[], lanes: Lane[]): Curve[] {
  const curves: Curve[] = []
  let at = foot
  for (const { top, bottom, boxes } of rowsBetween(foot[1], head[1], others)) {
    const share = ((top + bottom) / 2 - at[1]) / Math.max(1, head[1] - at[1])
    const wish = at[0] + (head[0] - at[0]) * share
    const x = freeLane(wish, top, bottom, boxes, lanes)
    const into: Place = [x, Math.max(top, at[1])]
    curves.push(swing(at, into), straight(into, [x, bottom]))
    lanes.push({ x, top, bottom })
    at = [x, bottom]
  }
  return [...curves, swing(at, head)]
}

/** Beside all that stands between, then into the card from the same side, or from above where its side is hidden. */
function back(from: Place, to: Place, others: readonly Box[], lanes: Lane[]): Curve[] {
  const [foot, head] = [footOf(from), headOf(to)]
  const [top, bottom] = [Math.min(head[1] - 20, foot[1]), foot[1] + 20]
  const between = others.filter((box) => box.top < bottom + margin && box.bottom > top - margin)
  const ends = [boxOf(from), boxOf(to)]
  const all = [...between, ...ends]
  const [left, right] = [Math.min(...ends.map((box) => box.left)), Math.max(...ends.map((box) => box.right))]
  const wishes = [freeLane(right + 24, top, bottom, all, lanes, 1), freeLane(left - 24, top, bottom, all, lanes, -1)]
  const far = (x: number) => Math.abs(x - foot[0]) + Math.abs(x - head[0])
  const x = wishes.toSorted((one, other) => far(one) - far(other))[0] ?? right
  lanes.push({ x, top, bottom })
  const leg = (box: Box, end: Place, away: number): Place[] => {
    const side: Place = [x > box.right ? box.right : box.left, (box.top + box.bottom) / 2]
    const isHidden = meets([straight(side, [x, side[1]])], others) > 0
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
function rowsBetween(from: number, to: number, others: readonly Box[]): Row[] {
  const rows: Row[] = []
  const between = others.filter(({ top, bottom }) => top < to - 4 && bottom > from + 4)
  for (const box of between.toSorted((one, other) => one.top - other.top)) {
    const last = rows.at(-1)
    if (last && box.top < last.bottom + 2 * margin) {
      last.boxes.push(box)
      last.bottom = Math.max(last.bottom, box.bottom)
    } else rows.push({ top: box.top, bottom: box.bottom, boxes: [box] })
  }
  return rows.map(({ top, bottom, boxes }) => ({
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
  const isFree = (x: number) =>
    boxes.every((box) => x <= box.left - margin || x >= box.right + margin) &&
    beside.every((lane) => Math.abs(lane.x - x) >= laneGap)
  for (let shift = 0; shift < mostShifts; shift += 1) {
    const found = (side === 0 ? [1, -1] : [side])
      .map((sign) => Math.round(wish + sign * shift * laneGap))
      .find((x) => isFree(x))
    if (found !== undefined) return found
  }
  return Math.round(wish)
}

/** How many of the cards a line runs behind. */
function meets(curves: readonly Curve[], boxes: readonly Box[]): number {
  const points = pointsOn(curves)
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const whole = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
  return boxes.filter(
    (box) =>
      overlaps(box, whole) &&
      points.some(([x, y]) => x > box.left - 3 && x < box.right + 3 && y > box.top - 3 && y < box.bottom + 3),
  ).length
}

const shares = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, -0.4]

/** Where the words cover neither others nor a card; where there is no such place, where they would stand anyway. */
function freeLabel(
  curves: readonly Curve[],
  lines: readonly string[],
  share: number,
  words: readonly Box[],
  boxes: ReadonlyMap<string, Box>,
): Place {
  const taken = [...words, ...boxes.values()]
  const candidates = shares.map((shift) => share + shift).filter((at) => at > 0.05 && at < 0.95)
  const free = candidates
    .map((at) => pointAt(curves, at))
    .find((place) => taken.every((box) => !overlaps(wordsBox(place, lines), box)))
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
