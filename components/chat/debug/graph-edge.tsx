import { labelLineHeight, type PlacedEdge, type Point } from '@/lib/client/why-layout'

/** A way from one node to another, with its conditions; violet and numbered where it was gone. */
export function GraphEdge({ edge, orders }: { edge: PlacedEdge; orders: readonly number[] }) {
  const isWalked = orders.length > 0
  return (
    <path
      d={smooth(edge.points)}
      fill="none"
      strokeWidth={isWalked ? 2.25 : 1.25}
      className={isWalked ? 'stroke-transition' : 'stroke-line-strong'}
      markerEnd={`url(#${isWalked ? 'why-head-walked' : 'why-head'})`}
    />
  )
}

/** Drawn over all lines, so that none runs through words. */
export function EdgeLabel({ edge: { label, conditions }, orders }: { edge: PlacedEdge; orders: readonly number[] }) {
  const isWalked = orders.length > 0
  const number = isWalked ? orders.slice(-2).join(', ') : ''
  const chip = number === '' ? 0 : 10 + number.length * 6.5
  const longest = Math.max(...label.lines.map(({ length }) => length)) * 6.7
  const width = longest + chip + 8
  const left = label.x - width / 2
  const top = label.y - label.height / 2
  return (
    <g>
      <title>{conditions.join('\n')}</title>
      <rect x={left} y={top} width={width} height={label.height} rx={4} className="fill-sunken" />
      {number === '' ? null : (
        <>
          <rect x={left + 2} y={top + 3} width={chip} height={15} rx={7.5} className="fill-transition" />
          <text
            x={left + 2 + chip / 2}
            y={top + 14}
            textAnchor="middle"
            className="fill-paper font-semibold text-[11px]"
          >
            {number}
          </text>
        </>
      )}
      {label.lines.map((line, place) => (
        <text
          key={line}
          x={left + chip + 5}
          y={top + 14 + place * labelLineHeight}
          className={`font-mono text-[11px] ${isWalked ? 'fill-transition' : 'fill-ink-soft'}`}
        >
          {line}
        </text>
      ))}
    </g>
  )
}

/** Through every second middle, so that corners are round. */
function smooth(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (!first || !last) return ''
  const bends = rest.slice(0, -1).map((point, place) => {
    const next = rest[place + 1] ?? last
    const end = next === last ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`
  })
  return `M${first.x} ${first.y} ${bends.length > 0 ? bends.join(' ') : `L${last.x} ${last.y}`}`
}
