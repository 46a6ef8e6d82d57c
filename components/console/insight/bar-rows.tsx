import type { ReactNode } from 'react'

const barLooks = {
  solid: { className: 'bg-accent', style: {} },
  pale: { className: 'border border-accent bg-accent-soft', style: {} },
  striped: {
    className: 'border border-danger',
    style: { backgroundImage: 'repeating-linear-gradient(135deg, var(--danger) 0 3px, transparent 3px 6px)' },
  },
  hatched: {
    className: 'border border-accent',
    style: { backgroundImage: 'repeating-linear-gradient(135deg, var(--accent) 0 2px, transparent 2px 5px)' },
  },
} as const

type BarLook = keyof typeof barLooks

export type BarRow = { id: string; label: ReactNode; text: string; parts: readonly { look: BarLook; value: number }[] }

/** Amounts side by side: each with its name and its figures in words, and a bar of parts that differ by pattern. */
export function BarRows({
  label,
  legend,
  rows,
}: {
  label: string
  legend: readonly { look: BarLook; label: string }[]
  rows: readonly BarRow[]
}) {
  const highest = Math.max(...rows.map(({ parts }) => sum(parts)), 0)
  return (
    <div className="space-y-3">
      {legend.length > 1 ? (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
          {legend.map(({ look, label: name }) => (
            <li key={look} className="inline-flex items-center gap-1.5">
              <span
                aria-hidden
                className={`h-3 w-6 rounded-sm ${barLooks[look].className}`}
                style={barLooks[look].style}
              />
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <ul aria-label={label} className="space-y-2.5">
        {rows.map(({ id, label: name, text, parts }) => (
          <li key={id}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="wrap-anywhere min-w-0">{name}</span>
              <span className="text-ink-soft text-xs tabular-nums">{text}</span>
            </div>
            <div aria-hidden className="mt-1 flex h-3.5">
              {parts.map(({ look, value }) =>
                value > 0 ? (
                  <div
                    key={look}
                    className={`h-full min-w-0.5 first:rounded-s-sm last:rounded-e-sm ${barLooks[look].className}`}
                    style={{ ...barLooks[look].style, width: `${(value / highest) * 100}%` }}
                  />
                ) : null,
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function sum(parts: BarRow['parts']): number {
  return parts.reduce((total, { value }) => total + value, 0)
}
