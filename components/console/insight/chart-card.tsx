import { ChartLine, Table } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { LoadState } from '@/components/ui/load-state'
import { insightTexts } from '../texts/insight-texts'
import { type Figures, FigureTable } from './figure-table'

/** What a chart reads from. */
type Read = { isLoaded: boolean; error: Error | null; refetch: () => unknown }

/** A question, its unit, a chart that answers it, and the table behind it one click away. */
export function ChartCard({
  title,
  unit,
  detail = null,
  read,
  table,
  empty,
  children,
}: {
  title: string
  unit: string
  detail?: ReactNode
  read: Read
  table: Figures
  /** In place of the chart, where there is nothing to draw; null: there is. */
  empty: { title: string; detail?: string } | null
  children: ReactNode
}) {
  const id = useId()
  const [isTable, setTable] = useState(false)
  const hasFigures = read.isLoaded && empty === null
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-3 rounded-surface border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          <p className="text-ink-soft text-xs">{unit}</p>
          {detail}
        </div>
        {hasFigures ? (
          <Button look="plain" onClick={() => setTable(!isTable)} className="-mx-2 px-2! md:min-h-10">
            {isTable ? <ChartLine size={16} aria-hidden /> : <Table size={16} aria-hidden />}
            {isTable ? insightTexts.showChart : insightTexts.showTable}
            <span className="sr-only">: {title}</span>
          </Button>
        ) : null}
      </div>
      {read.isLoaded ? (
        empty ? (
          <div className="py-8 text-center">
            <p className="font-medium">{empty.title}</p>
            {empty.detail ? <p className="text-ink-soft">{empty.detail}</p> : null}
          </div>
        ) : isTable ? (
          <FigureTable label={insightTexts.tableOf(title)} figures={table} />
        ) : (
          children
        )
      ) : (
        <LoadState
          error={read.error}
          failed={insightTexts.failed}
          loading={insightTexts.loading}
          onRetry={read.refetch}
        />
      )}
    </section>
  )
}
