import type { Classification } from '@/lib/domain/turn-event'

/** Each intent's score as a bar, with the threshold as a line through all of them. */
export function Intents({ classification: { threshold, scores } }: { classification: Classification }) {
  return (
    <ul className="space-y-1">
      {scores.map(({ id, score, evidence }) => {
        const isOver = score >= threshold
        return (
          <li key={id} className={isOver ? '' : 'text-ink-soft'}>
            <div className="flex items-baseline gap-2">
              <span className="grow">
                <span aria-hidden>{isOver ? '✓ ' : '✕ '}</span>
                {id}
              </span>
              <span className="font-mono text-xs tabular-nums">
                {score.toFixed(2)} {isOver ? '≥' : '<'} {threshold.toFixed(2)}
              </span>
            </div>
            <div aria-hidden className="relative mt-0.5 h-1 rounded-full bg-line">
              <div
                className={`h-full rounded-full ${isOver ? 'bg-transition' : 'bg-line-strong'}`}
                style={{ width: percent(score) }}
              />
              <div className="-top-0.5 absolute h-2 w-px bg-ink" style={{ left: percent(threshold) }} />
            </div>
            {evidence === null ? null : <p className="text-ink-soft text-xs">{evidence}</p>}
          </li>
        )
      })}
    </ul>
  )
}

function percent(part: number): string {
  return `${Math.min(100, Math.max(0, part * 100))}%`
}
