/** How a line is told from the others without its colour: by its dashes and the shape of its marks. */
export type LineLook = { color: string; dashes: string; shape: 'circle' | 'square' | 'triangle' | 'diamond' }

export const looks = {
  first: { color: 'var(--accent)', dashes: '', shape: 'circle' },
  good: { color: 'var(--ok)', dashes: '8 4', shape: 'square' },
  soft: { color: 'var(--variable)', dashes: '2 4', shape: 'triangle' },
  bad: { color: 'var(--danger)', dashes: '10 3 2 3', shape: 'diamond' },
} satisfies Record<string, LineLook>

export function Mark({ x, y, look: { color, shape } }: { x: number; y: number; look: LineLook }) {
  const paint = { fill: color, stroke: 'var(--surface)', strokeWidth: 1 }
  switch (shape) {
    case 'circle':
      return <circle cx={x} cy={y} r={4} {...paint} />
    case 'square':
      return <rect x={x - 3.5} y={y - 3.5} width={7} height={7} {...paint} />
    case 'triangle':
      return <path d={`M${x} ${y - 4.5}l4.5 8h-9z`} {...paint} />
    case 'diamond':
      return <path d={`M${x} ${y - 5}l5 5-5 5-5-5z`} {...paint} />
    default:
      return shape satisfies never
  }
}

/** The line as it looks in the drawing, for the legend. */
export function LineSample({ look }: { look: LineLook }) {
  return (
    <svg width={32} height={12} aria-hidden className="shrink-0">
      <path d="M1 6h30" stroke={look.color} strokeWidth={2} strokeDasharray={look.dashes} fill="none" />
      <Mark x={16} y={6} look={look} />
    </svg>
  )
}
