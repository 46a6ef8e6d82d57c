import { useQuery } from '@tanstack/react-query'
import { insightQueries, type SeriesPoint } from '@/lib/client/console/insight-queries'
import { insightTexts } from '../texts/insight-texts'
import { ChartCard } from './chart-card'
import { figureText, shareText } from './figure-text'
import { looks } from './marks'
import type { Shown } from './shown'
import { type Line, TimeChart } from './time-chart'
import { timeText } from './time-text'

const words = insightTexts.conversations
const order = ['started', 'completed', 'abandoned', 'failed'] as const
const lookOf = { started: looks.first, completed: looks.good, abandoned: looks.soft, failed: looks.bad }

/** Conversations over time and what became of them. */
export function ConversationsChart({ shown: { params, period, by } }: { shown: Shown }) {
  const found = useQuery(insightQueries.conversations(params, by))
  const series = found.data?.series ?? []
  const begun = sum(series, 'started')
  const lines = order.map((id): Line => {
    const whole = sum(series, id)
    return {
      ...{ id, label: words.series[id], look: lookOf[id], values: series.map((point) => point[id]) },
      whole: id === 'started' ? figureText(whole) : `${figureText(whole)} (${shareText(whole, begun)})`,
    }
  })
  return (
    <ChartCard
      title={words.title}
      unit={words.unit[by]}
      read={{ isLoaded: found.isSuccess, error: found.error, refetch: found.refetch }}
      empty={begun === 0 ? { title: words.empty, detail: words.emptyDetail } : null}
      table={{
        heads: [insightTexts.at[by], ...order.map((id) => words.series[id])],
        rows: series.map((point) => [timeText(point.at, by), ...order.map((id) => figureText(point[id]))]),
      }}
    >
      <TimeChart
        title={words.title}
        times={series.map(({ at }) => timeText(at, by))}
        wholeLabel={insightTexts.whole(period)}
        lines={lines}
        figure={figureText}
        leastStep={1}
      />
    </ChartCard>
  )
}

function sum(series: readonly SeriesPoint[], id: (typeof order)[number]): number {
  return series.reduce((total, point) => total + point[id], 0)
}
