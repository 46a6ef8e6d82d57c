import type { Weighed } from '@/lib/domain/turn-event'
import { texts } from '../../texts'

/** The ways that were looked at and not gone, quieter, each with its reason. */
export function NotTaken({ rows, nameOf }: { rows: readonly Weighed[]; nameOf: (nodeId: string) => string }) {
  if (rows.length === 0) return null
  return (
    <ul aria-label={texts.debug.notTaken} className="mt-1 space-y-1 border-line border-s ps-2.5 text-ink-soft text-xs">
      {rows.map(({ target, condition, outcome, evidence, score }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn's rows never change
        <li key={place}>
          <span aria-hidden>{outcome === 'false' ? '✕ ' : '– '}</span>
          <code className="font-mono">{condition}</code> → <bdi>{nameOf(target)}</bdi>
          <span className="block ps-4">
            {texts.debug.outcomes[outcome]}
            {score === null ? '' : ` · ${score.toFixed(2)}`}
            {evidence === null ? '' : ` · ${evidence}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
