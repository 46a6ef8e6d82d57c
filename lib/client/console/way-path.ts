import { cardSize, type Place } from './node-places'

export type WayPath = { path: string /** Where its words stand. */; label: Place }

type Curve = readonly [from: Place, bend: Place, otherBend: Place, to: Place]

const half = cardSize.width / 2
const middle = cardSize.height / 2

/**
 * The line from the foot of one card to the head of another, both given. Words stand near the end where the lines of a fan
 * are apart: of those that lead on, near their target, of those that lead back, near where they come from.
 */
export function wayPath([sx, sy]: Place, [tx, ty]: Place, isLoop: boolean): WayPath {
  if (isLoop) {
    const [x, y] = [sx + half, sy - middle]
    return drawn(
      [
        [x, y - 14],
        [x + 80, y - 50],
        [x + 80, y + 50],
        [x, y + 14],
      ],
      0.5,
    )
  }
  if (ty > sy + 12) {
    const bend = Math.max(36, (ty - sy) * 0.5)
    return drawn(
      [
        [sx, sy],
        [sx, sy + bend],
        [tx, ty - bend],
        [tx, ty],
      ],
      0.6,
    )
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
  return drawn([from, [from[0] + away, from[1]], [to[0] + back, to[1]], to], 0.25)
}

/** From a global intent at the side to the left of a card whose head is given. */
export function intentPath([sx, sy]: Place, [tx, ty]: Place): WayPath {
  const to: Place = [tx - half, ty + middle]
  const bend = Math.max(40, Math.abs(to[0] - sx) * 0.5)
  return drawn([[sx, sy], [sx + bend, sy], [to[0] - bend, to[1]], to], 0.5)
}

function drawn([from, bend, otherBend, to]: Curve, at: number): WayPath {
  const along = (axis: 0 | 1) => {
    const left = 1 - at
    const value =
      left ** 3 * from[axis] +
      3 * left ** 2 * at * bend[axis] +
      3 * left * at ** 2 * otherBend[axis] +
      at ** 3 * to[axis]
    return Math.round(value)
  }
  return {
    path: `M${from.join(' ')}C${bend.join(' ')} ${otherBend.join(' ')} ${to.join(' ')}`,
    label: [along(0), along(1)],
  }
}
