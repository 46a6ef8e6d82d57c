import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { type DropOffView as DropOff, type FormRow, formQueries } from '@/lib/client/console/form-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { formTexts } from '../texts/form-texts'
import { DayFilters } from './day-filters'
import { DropOffChart } from './drop-off-chart'

const words = formTexts.dropOff

/** Where people leave the form: a chart, and the table behind it. */
export default function DropOffView({ form }: { form: FormRow }) {
  const { read, write } = useAddress()
  const days = { since: read('since'), until: read('until') }
  const isTable = read('as') === 'table'
  const found = useQuery(formQueries.dropOff(form.form_id, days))
  const { data } = found
  return (
    <div className="max-w-4xl space-y-4">
      <div className="flex flex-wrap items-end gap-3">
        <DayFilters {...days} onChange={write} />
        <span className="grow" />
        <Button onClick={() => write({ as: isTable ? '' : 'table' })}>{isTable ? words.chart : words.table}</Button>
      </div>
      {data === undefined ? (
        <LoadState
          error={found.error}
          failed={words.failed}
          loading={formTexts.loading}
          onRetry={() => found.refetch()}
        />
      ) : data.partial + data.completed === 0 ? (
        <EmptyState title={words.empty}>{words.emptyDetail}</EmptyState>
      ) : (
        <>
          <Totals counts={data} />
          <h2 className="font-semibold text-base">
            {words.title} <span className="font-normal text-ink-soft text-sm">{words.unit}</span>
          </h2>
          {isTable ? (
            <DataTable
              label={words.title}
              rows={data.fields}
              keyOf={({ field_id }) => field_id}
              columns={[
                { id: 'field', head: words.field, isName: true, cell: ({ label }) => <bdi>{label}</bdi> },
                { id: 'asked', head: words.asked, isNumber: true, cell: ({ reached }) => counted(reached) },
                { id: 'answered', head: words.answered, isNumber: true, cell: ({ answered }) => counted(answered) },
                { id: 'skipped', head: words.skipped, isNumber: true, cell: ({ skipped }) => counted(skipped) },
                { id: 'left', head: words.left, isNumber: true, cell: ({ left_at }) => counted(left_at) },
              ]}
            />
          ) : (
            <DropOffChart fields={data.fields} />
          )}
        </>
      )}
    </div>
  )
}

function Totals({ counts }: { counts: DropOff }) {
  const begun = counts.partial + counts.completed
  const totals = [
    [words.begun, counted(begun)],
    [words.completed, `${counted(counts.completed)} (${formTexts.percent(counts.completed / begun)})`],
    [words.partial, counted(counts.partial)],
    [words.notStarted, counted(counts.not_started)],
  ] as const
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {totals.map(([name, value]) => (
        <div key={name} className="rounded-surface border border-line bg-surface p-3">
          <dt className="text-ink-soft text-xs">{name}</dt>
          <dd className="font-semibold text-lg tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function counted(count: number): string {
  return count.toLocaleString('en')
}
