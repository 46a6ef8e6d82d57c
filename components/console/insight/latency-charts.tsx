import { useQuery } from '@tanstack/react-query'
import { msText } from '@/components/chat/debug/figures'
import { insightQueries, type LatencyDay, type Spread } from '@/lib/client/console/insight-queries'
import { insightTexts } from '../texts/insight-texts'
import { ChartCard } from './chart-card'
import { figureText } from './figure-text'
import { looks } from './marks'
import type { Shown } from './shown'
import { TimeChart } from './time-chart'
import { timeText } from './time-text'

const words = insightTexts.spread

/** How long people wait: for the first words, and for all of them. */
export function LatencyCharts({ shown }: { shown: Shown }) {
  const found = useQuery(insightQueries.latency(shown.params))
  const read = { isLoaded: found.isSuccess, error: found.error, refetch: found.refetch }
  const days = found.data?.days ?? []
  const common = { read, days, period: shown.period }
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Waiting {...common} texts={insightTexts.turn} of="turn_ms" all={found.data?.all.turn_ms ?? null} />
      <Waiting
        {...common}
        texts={insightTexts.first}
        of="first_token_ms"
        all={found.data?.all.first_token_ms ?? null}
      />
    </div>
  )
}

function Waiting({
  texts,
  of,
  days,
  all,
  period,
  read,
}: {
  texts: { title: string; unit: string; empty: string; emptyDetail?: string }
  of: 'turn_ms' | 'first_token_ms'
  days: readonly LatencyDay[]
  all: Spread
  period: string
  read: Parameters<typeof ChartCard>[0]['read']
}) {
  const line = (part: 'p50' | 'p95') => ({
    ...{ id: part, label: words[part], look: part === 'p50' ? looks.first : looks.soft },
    values: days.map((day) => day[of]?.[part] ?? null),
    whole: msOf(all?.[part]),
  })
  return (
    <ChartCard
      title={texts.title}
      unit={texts.unit}
      read={read}
      empty={all === null ? { title: texts.empty, ...(texts.emptyDetail ? { detail: texts.emptyDetail } : {}) } : null}
      table={{
        heads: [insightTexts.at.day, words.p50, words.p95, words.count],
        rows: days.map((day) => [
          timeText(day.at, 'day'),
          ...[msOf(day[of]?.p50), msOf(day[of]?.p95), figureText(day[of]?.count ?? 0)],
        ]),
      }}
    >
      <TimeChart
        title={texts.title}
        times={days.map(({ at }) => timeText(at, 'day'))}
        wholeLabel={insightTexts.whole(period)}
        lines={[line('p50'), line('p95')]}
        figure={(ms) => (ms === 0 ? '0' : msText(ms))}
        leastStep={1}
      />
    </ChartCard>
  )
}

function msOf(ms: number | undefined): string {
  return ms === undefined ? '–' : msText(ms)
}
