import { Brain, type LucideIcon, Search, Wrench } from 'lucide-react'
import type { Bar, Why } from '@/lib/client/why-of-turn'
import { texts } from '../../texts'
import { costText, msText } from './figures'
import { hues } from './why-row'

const looks: Record<Bar['kind'], { icon: LucideIcon; bar: string }> = {
  model: { icon: Brain, bar: 'bg-model' },
  tool: { icon: Wrench, bar: 'bg-tool' },
  source: { icon: Search, bar: 'bg-source' },
}

/** Where the time of a turn went: each call from its start to its end, paler until the first token. */
export function Waterfall({
  why,
  of,
}: {
  why: Why
  /** What the turn is called: several may stand open. */
  of: string
}) {
  if (why.bars.length === 0) return null
  const whole = Math.max(why.ms, ...why.bars.map(({ startMs, ms }) => startMs + ms), 1)
  const percent = (ms: number) => `${Math.min(100, (ms / whole) * 100)}%`
  return (
    <section aria-label={`${texts.debug.waterfall}, ${of}`} className="mt-2 border-line border-t pt-2">
      <h4 className="text-ink-soft text-xs">
        {texts.debug.waterfall} · {msText(whole)}
      </h4>
      <ol className="mt-1 space-y-2">
        {why.bars.map((bar, place) => {
          const { icon: Icon, ...look } = looks[bar.kind]
          const firstMs = Math.min(bar.firstTokenMs ?? 0, bar.ms)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a turn's calls never change
            <li key={place} className="text-xs">
              <div className="flex items-baseline gap-1.5">
                <Icon size={13} aria-hidden className={`shrink-0 self-center ${hues[bar.kind]}`} />
                <span className="font-medium">{texts.debug.purposes[bar.name] ?? bar.name}</span>
                <span className="min-w-0 truncate text-ink-soft">{bar.by}</span>
                <span className="grow" />
                <span className="shrink-0 tabular-nums">{msText(bar.ms)}</span>
              </div>
              <div aria-hidden className="relative my-1 h-1.5 rounded-full bg-line">
                <div
                  className={`absolute flex h-full min-w-0.5 overflow-hidden rounded-full ${look.bar}`}
                  style={{ left: percent(bar.startMs), width: percent(bar.ms) }}
                >
                  {firstMs > 0 ? (
                    <div className="h-full bg-surface/55" style={{ width: `${(firstMs / bar.ms) * 100}%` }} />
                  ) : null}
                </div>
              </div>
              <Figures bar={bar} />
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Figures({ bar: { tokens, firstTokenMs, cost, retries, error } }: { bar: Bar }) {
  const parts = [
    firstTokenMs === null ? null : texts.debug.firstToken(msText(firstTokenMs)),
    tokens ? texts.debug.tokens(tokens.input, tokens.output) : null,
    cost === null ? null : costText(cost),
    retries > 0 ? texts.debug.tries(retries + 1) : null,
  ].filter((part) => part !== null)
  return (
    <>
      {parts.length > 0 ? <p className="text-ink-soft tabular-nums">{parts.join(' · ')}</p> : null}
      {error === null ? null : <p className="text-danger">{error}</p>}
    </>
  )
}
