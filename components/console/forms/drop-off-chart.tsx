import type { ReactNode } from 'react'
import type { FieldCounts } from '@/lib/client/console/form-queries'
import { formTexts } from '../texts/form-texts'

const words = formTexts.dropOff
const barHeight = 18

type Part = 'answered' | 'skipped' | 'left' | 'open'

/** A bar a field: as long as it was asked, parted by what became of it. Parts differ by pattern, not by hue alone. */
export function DropOffChart({ fields }: { fields: readonly FieldCounts[] }) {
  const most = Math.max(1, ...fields.map(({ reached }) => reached))
  return (
    <div className="space-y-4">
      <Patterns />
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-soft text-xs">
        {(['answered', 'skipped', 'left', 'open'] as const).map((part) => (
          <li key={part} className="flex items-center gap-1.5">
            <svg width={14} height={14} aria-hidden="true">
              <Bar part={part} x="0.5" width="13" height={13} />
            </svg>
            {words[part]}
          </li>
        ))}
      </ul>
      <ol className="space-y-3">
        {fields.map((field) => (
          <li key={field.field_id} className="grid gap-x-4 gap-y-1 md:grid-cols-[12rem_minmax(0,1fr)]">
            <bdi className="wrap-anywhere font-medium md:text-end">{field.label}</bdi>
            <div className="min-w-0 space-y-0.5">
              <svg width="100%" height={barHeight + 1} aria-hidden="true" className="block">
                {partsOf(field).map(({ part, from, count }) => (
                  <Bar key={part} part={part} x={share(from, most)} width={share(count, most)} height={barHeight} />
                ))}
              </svg>
              <p className="text-ink-soft text-xs tabular-nums">
                {words.line(field.reached, field.answered, field.left_at)}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

function partsOf({ reached, answered, skipped, left_at: left }: FieldCounts) {
  const open = Math.max(0, reached - answered - skipped - left)
  const parts: [Part, number][] = [
    ['answered', answered],
    ['skipped', skipped],
    ['left', left],
    ['open', open],
  ]
  return parts.flatMap(([part, count], place) => {
    const from = parts.slice(0, place).reduce((sum, [, before]) => sum + before, 0)
    return count > 0 ? [{ part, from, count }] : []
  })
}

const fills: Record<Part, { fill: string; stroke: string }> = {
  answered: { fill: 'var(--accent)', stroke: 'var(--accent)' },
  skipped: { fill: 'url(#drop-off-dots)', stroke: 'var(--line-strong)' },
  left: { fill: 'url(#drop-off-stripes)', stroke: 'var(--danger)' },
  open: { fill: 'var(--surface)', stroke: 'var(--line-strong)' },
}

function Bar({ part, x, width, height }: { part: Part; x: string; width: string; height: number }): ReactNode {
  return <rect x={x} y={0.5} width={width} height={height} {...fills[part]} />
}

function Patterns() {
  return (
    <svg width={0} height={0} aria-hidden="true" className="absolute">
      <defs>
        <pattern id="drop-off-stripes" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={6} height={6} fill="var(--surface)" />
          <rect width={3} height={6} fill="var(--danger)" />
        </pattern>
        <pattern id="drop-off-dots" width={6} height={6} patternUnits="userSpaceOnUse">
          <rect width={6} height={6} fill="var(--surface)" />
          <circle cx={3} cy={3} r={1.2} fill="var(--ink-soft)" />
        </pattern>
      </defs>
    </svg>
  )
}

function share(count: number, most: number): string {
  return `${((count / most) * 100).toFixed(3)}%`
}
