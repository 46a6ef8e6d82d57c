// Where things stand in a drawing of figures over time. Pure.

const most = 4

/** From 0 up in even steps of 1, 2 or 5 times a power of ten, none below `leastStep`, until nothing is higher. */
export function ticksFor(highest: number, leastStep = 0): number[] {
  if (!(highest > 0)) return [0, 1]
  const rough = Math.max(highest / most, leastStep)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power
  const count = Math.ceil(highest / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)))
}

export type Room = { left: number; top: number; width: number; height: number }

/** The middle of the place that one of `count` points has. */
export function xOf(place: number, count: number, { left, width }: Room): number {
  return left + (count < 2 ? width / 2 : (place / (count - 1)) * width)
}

export function yOf(value: number, highest: number, { top, height }: Room): number {
  return top + height - (highest === 0 ? 0 : (value / highest) * height)
}

/** The point that is nearest to where somebody points. */
export function placeAt(x: number, count: number, { left, width }: Room): number {
  if (count < 2 || width <= 0) return 0
  return Math.min(count - 1, Math.max(0, Math.round(((x - left) / width) * (count - 1))))
}

/** A line through the values; where one is null it breaks off. */
export function linePath(values: readonly (number | null)[], highest: number, room: Room): string {
  return values
    .map((value, place) => {
      if (value === null) return ''
      const isStart = place === 0 || values[place - 1] === null
      return `${isStart ? 'M' : 'L'}${round(xOf(place, values.length, room))} ${round(yOf(value, highest, room))}`
    })
    .join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
