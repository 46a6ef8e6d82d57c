import { useQuery } from '@tanstack/react-query'
import { insightQueries } from '@/lib/client/console/insight-queries'
import { type ModelCosts, sumByModel, tokensOf } from '@/lib/client/console/insight-sums'
import { insightTexts } from '../texts/insight-texts'
import { BarRows } from './bar-rows'
import { ChartCard } from './chart-card'
import { figureText, moneyText } from './figure-text'
import type { Shown } from './shown'

const { money, tokens } = insightTexts

/** What agents' models cost, and how much they read and wrote. */
export function CostCharts({ shown }: { shown: Shown }) {
  const found = useQuery(insightQueries.cost(shown.params))
  const sums = sumByModel(found.data?.rows ?? [])
  const priced = sums.filter(({ cost }) => cost > 0)
  const counted = sums.filter((row) => tokensOf(row) > 0).toSorted((a, b) => tokensOf(b) - tokensOf(a))
  const read = { isLoaded: found.isSuccess, error: found.error, refetch: found.refetch }
  const hasAnalyses = priced.some(({ analysis_cost }) => analysis_cost > 0)
  const table = {
    heads: Object.values(money.heads),
    rows: sums.map((row) => [
      nameOf(row),
      row.model,
      ...[row.calls, row.unpriced_calls, row.input_tokens, row.output_tokens].map(figureText),
      moneyText(row.cost),
      moneyText(row.analysis_cost),
    ]),
    texts: [0, 1],
  }
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <ChartCard
        title={money.title}
        unit={money.unit}
        read={read}
        table={table}
        empty={priced.length === 0 ? { title: money.empty, detail: money.emptyDetail } : null}
      >
        <BarRows
          label={money.title}
          legend={
            hasAnalyses
              ? [
                  { look: 'solid', label: money.talk },
                  { look: 'hatched', label: money.analysis },
                ]
              : []
          }
          rows={priced.map((row) => ({
            ...{ id: keyOf(row), label: <Label row={row} /> },
            text: [
              money.row(moneyText(row.cost), figureText(row.calls)),
              ...(row.analysis_calls > 0 ? [money.analyses(moneyText(row.analysis_cost))] : []),
              ...(row.unpriced_calls > 0 ? [money.unpriced(figureText(row.unpriced_calls))] : []),
            ].join(' · '),
            parts: [
              { look: 'solid', value: row.cost - row.analysis_cost },
              { look: 'hatched', value: row.analysis_cost },
            ],
          }))}
        />
      </ChartCard>
      <ChartCard
        title={tokens.title}
        unit={tokens.unit}
        read={read}
        table={table}
        empty={counted.length === 0 ? { title: tokens.empty } : null}
      >
        <BarRows
          label={tokens.title}
          legend={[
            { look: 'solid', label: tokens.input },
            { look: 'hatched', label: tokens.output },
          ]}
          rows={counted.map((row) => ({
            ...{ id: keyOf(row), label: <Label row={row} /> },
            text: tokens.row(figureText(row.input_tokens), figureText(row.output_tokens)),
            parts: [
              { look: 'solid', value: row.input_tokens },
              { look: 'hatched', value: row.output_tokens },
            ],
          }))}
        />
      </ChartCard>
    </div>
  )
}

function Label({ row }: { row: ModelCosts }) {
  return (
    <>
      <bdi>{nameOf(row)}</bdi> <span className="text-ink-soft">{row.model}</span>
    </>
  )
}

function nameOf({ agent_name }: ModelCosts): string {
  return agent_name ?? money.gone
}

function keyOf({ agent_id, provider, model }: ModelCosts): string {
  return [agent_id, provider, model].join(' ')
}
