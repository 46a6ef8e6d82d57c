import { cardSize, type Place } from './node-places'
import { type Curve, drawn, pointAt } from './way-curves'

export type WayPath = { path: string /** Where its words stand. */; label: Place }

const half = cardSize.width / 2
const middle = cardSize.height / 2

/** Where along a way its words stand best: where the lines of a fan are apart. */
export function labelShare([, sy]: Place, [, ty]: Place, isLoop: boolean): number {
  if (isLoop) return 0.5
  return leadsOn(sy, ty) ? 0.6 : 0.25
}

/** Of those that lead on to a lower card; the others lead back. */
export function leadsOn(sy: number, ty: number): boolean {
  return ty > sy + 12
}

/** The line from the foot of one card to the head of another, both given, whatever stands between them. */
export function wayPath(from: Place, to: Place, isLoop: boolean): WayPath {
  const curves = [wayCurve(from, to, isLoop)]
  return { path: drawn(curves), label: pointAt(curves, labelShare(from, to, isLoop)) }
}

/** That line's one curve. */
export function wayCurve([sx, sy]: Place, [tx, ty]: Place, isLoop: boolean): Curve {
  if (isLoop) {
    const [x, y] = [sx + half, sy - middle]
    return [
      [x, y - 14],
      [x + 80, y - 50],
      [x + 80, y + 50],
      [x, y + 14],
    ]
  }
  if (leadsOn(sy, ty)) {
    const bend = Math.max(36, (ty - sy) * 0.5)
    return [
      [sx, sy],
      [sx, sy + bend],
      [tx, ty - bend],
      [tx, ty],
    ]
  }
  const isBeside = Math.abs(tx - sx) > cardSize.width
  const isRight = tx >= sx
  const out = isRight ? half : -half
  const [from, to]: [Place, Place] = isBeside
    ? [
        [sx + out, sy - middle],
        [tx - out, ty + middle],
      ]
    : [
        [sx + half, sy - middle],
        [tx + half, ty + middle],
      ]
  const reach = isBeside ? Math.max(48, Math.abs(to[0] - from[0]) * 0.5) : 90
  const away = isBeside ? Math.sign(out) * reach : reach
  const back = isBeside ? -away : reach
  return [from, [from[0] + away, from[1]], [to[0] + back, to[1]], to]
}

/** From a global intent at the side to the left of a card whose head is given. */
export function intentPath([sx, sy]: Place, [tx, ty]: Place): WayPath {
  const to: Place = [tx - half, ty + middle]
  const bend = Math.max(40, Math.abs(to[0] - sx) * 0.5)
  const curves: Curve[] = [[[sx, sy], [sx + bend, sy], [to[0] - bend, to[1]], to]]
  return { path: drawn(curves), label: pointAt(curves, 0.5) }
}
