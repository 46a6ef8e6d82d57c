// A way's line as curves that follow each other, each a cubic one.
import type { Place } from './node-places'

export type Curve = readonly [from: Place, bend: Place, otherBend: Place, to: Place]

/** As SVG writes it. */
export function drawn(curves: readonly Curve[]): string {
  const [first] = curves
  if (!first) return ''
  const parts = curves.map(([, bend, otherBend, to]) => `C${bend.join(' ')} ${otherBend.join(' ')} ${to.join(' ')}`)
  return `M${first[0].join(' ')}${parts.join('')}`
}

/** `share` of the way from its beginning, 0 to 1. */
export function pointAt(curves: readonly Curve[], share: number): Place {
  const lengths = curves.map(([from, , , to]) => Math.hypot(to[0] - from[0], to[1] - from[1]))
  let left = share * lengths.reduce((sum, length) => sum + length, 0)
  const place = lengths.findIndex((length, at) => {
    if (left <= length || at === lengths.length - 1) return true
    left -= length
    return false
  })
  const curve = curves[Math.max(place, 0)]
  if (!curve) return [0, 0]
  const [x, y] = along(curve, Math.min(1, left / (lengths[place] || 1)))
  return [Math.round(x), Math.round(y)]
}

/** Points close to each other on the whole line. */
export function pointsOn(curves: readonly Curve[]): Place[] {
  return curves.flatMap((curve) => {
    const [from, , , to] = curve
    const count = Math.max(8, Math.ceil((Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1])) / 20))
    return Array.from({ length: count }, (_, step) => along(curve, step / count))
  })
}

/** From point to point in straight lines with round corners. */
export function roundCorners(points: readonly Place[], radius: number): Curve[] {
  const curves: Curve[] = []
  let at = points[0] ?? [0, 0]
  points.forEach((corner, place) => {
    const before = points[place - 1]
    const next = points[place + 1]
    if (!before) return
    if (!next) {
      curves.push(straight(at, corner))
      return
    }
    const room = Math.min(radius, distance(before, corner) / 2, distance(corner, next) / 2)
    const into = towards(corner, before, room)
    const out = towards(corner, next, room)
    curves.push(straight(at, into), [into, towards(into, corner, room * 0.6), towards(out, corner, room * 0.6), out])
    at = out
  })
  return curves
}

export function straight(from: Place, to: Place): Curve {
  return [from, from, to, to]
}

function along([from, bend, otherBend, to]: Curve, at: number): Place {
  const left = 1 - at
  const on = (axis: 0 | 1) =>
    left ** 3 * from[axis] + 3 * left ** 2 * at * bend[axis] + 3 * left * at ** 2 * otherBend[axis] + at ** 3 * to[axis]
  return [on(0), on(1)]
}

function distance(one: Place, other: Place): number {
  return Math.hypot(other[0] - one[0], other[1] - one[1])
}

function towards(from: Place, to: Place, by: number): Place {
  const whole = distance(from, to) || 1
  return [from[0] + ((to[0] - from[0]) * by) / whole, from[1] + ((to[1] - from[1]) * by) / whole]
}
