import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { SearchField } from '@/components/ui/search-field'
import { SwitchField } from '@/components/ui/switch-field'
import { useToast } from '@/components/ui/toast'
import type { ColumnView, SourceView, TableView } from '@/lib/client/console/source-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { dataTexts } from '../texts/data-texts'
import { DescribeDialog } from './describe-dialog'
import { useSourceChange } from './use-source-change'

const words = dataTexts.table

/** What agents may read, in its owner's words. */
export function TablesView({ source, mayChange }: { source: SourceView; mayChange: boolean }) {
  const { read, write } = useAddress()
  const sought = read('find').toLowerCase()
  const tables = source.tables.filter(({ name, columns }) =>
    [name, ...columns.map((column) => column.name)].some((one) => one.toLowerCase().includes(sought)),
  )
  return (
    <div className="space-y-4">
      <SearchField label={words.find} value={read('find')} onChange={(find) => write({ find })} className="max-w-md" />
      {tables.length === 0 ? <p className="text-ink-soft">{words.none}</p> : null}
      <ul className="space-y-3">
        {tables.map((table) => (
          <li key={table.name}>
            <TableCard source={source} table={table} mayChange={mayChange} isOpen={tables.length === 1} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function TableCard({
  source,
  table,
  mayChange,
  isOpen,
}: {
  source: SourceView
  table: TableView
  mayChange: boolean
  isOpen: boolean
}) {
  const toast = useToast()
  const change = useSourceChange(source.id, words.saved)
  const [described, setDescribed] = useState<ColumnView | 'table' | null>(null)
  const allow = (is_allowed: boolean, column?: string) =>
    change.mutate(
      { tables: { [table.name]: column === undefined ? { is_allowed } : { columns: { [column]: { is_allowed } } } } },
      { onError: (error) => toast({ words: error.message, look: 'danger' }) },
    )
  return (
    <details open={isOpen} className="group rounded-surface border border-line bg-surface">
      <summary className="flex min-h-11 flex-wrap items-center gap-2 px-3 py-2">
        <ChevronRight
          size={15}
          aria-hidden
          className="shrink-0 group-open:rotate-90 rtl:rotate-180 rtl:group-open:rotate-90"
        />
        <span className="wrap-anywhere font-mono font-medium">{table.name}</span>
        {table.rows === null ? null : <span className="text-ink-soft text-xs">{words.rows(table.rows)}</span>}
        {source.personal_tables.includes(table.name) ? <Badge look="accent">{words.personal}</Badge> : null}
        {table.is_allowed ? null : <Badge look="warning">{words.hidden}</Badge>}
        {table.note ? <span className="wrap-anywhere w-full ps-6 text-ink-soft">{table.note}</span> : null}
      </summary>
      <div className="space-y-3 border-line border-t p-3">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <SwitchField
            label={words.allowed}
            isOn={table.is_allowed}
            isDisabled={!mayChange || change.isPending}
            onChange={(isOn) => allow(isOn)}
          />
          {mayChange ? <Button onClick={() => setDescribed('table')}>{words.describe}</Button> : null}
          {table.synonyms.length > 0 ? <p className="text-ink-soft">{table.synonyms.join(', ')}</p> : null}
        </div>
        <ul className="divide-y divide-line">
          {table.columns.map((column) => (
            <li key={column.name} className="flex flex-wrap items-center gap-x-4 py-1">
              <div className="min-w-40 grow">
                <SwitchField
                  label={column.name}
                  hint={[column.sql_type, column.note, column.synonyms.join(', ')].filter(Boolean).join(' · ')}
                  isOn={table.is_allowed && column.is_allowed}
                  isDisabled={!mayChange || !table.is_allowed || change.isPending}
                  onChange={(isOn) => allow(isOn, column.name)}
                />
              </div>
              {column.samples.length > 0 ? (
                <p className="max-w-[40ch] truncate text-ink-soft text-xs">
                  {words.samples} {column.samples.slice(0, 4).join(', ')}
                </p>
              ) : null}
              {mayChange ? (
                <Button
                  look="plain"
                  aria-label={`${words.describe} ${column.name}`}
                  onClick={() => setDescribed(column)}
                >
                  {words.describe}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
      {described ? (
        <DescribeDialog
          sourceId={source.id}
          table={table}
          column={described === 'table' ? null : described}
          onClose={() => setDescribed(null)}
        />
      ) : null}
    </details>
  )
}
