import { useState } from 'react'
import type { TableView } from '@/lib/client/wire'
import type { QueryColumn } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { texts } from '../../texts'
import { Button } from '../../ui/button'
import { DataCell } from './data-cell'

const shownAtFirst = 10

/** Rows of an answer: it scrolls in its own frame, so that the page does not. */
export function DataTable({ table }: { table: TableView }) {
  const { meaning, columns, rows } = table
  const [showsAll, setShowsAll] = useState(false)
  if (rows.length === 0) return <p className="text-ink-soft">{texts.data.noRows}</p>
  const shown = showsAll ? rows : rows.slice(0, shownAtFirst)
  const note = noteOf(table)
  const caption = meaning ?? texts.data.rows
  return (
    <div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={caption}
        className="w-fit max-w-full overflow-x-auto rounded-control border border-line"
      >
        <table className="border-collapse text-sm tabular-nums">
          <caption className="sr-only">{caption}</caption>
          <thead className="bg-sunken">
            <tr>
              {columns.map((column, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a result never change
                <th key={place} scope="col" className={`px-3 py-1.5 font-medium ${sideOf(column)}`}>
                  <bdi className="whitespace-nowrap">{column.name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a result never change
              <Row key={place} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      </section>
      <div className="flex flex-wrap items-center gap-x-3">
        {rows.length > shown.length ? (
          <Button look="plain" className="-ms-3 px-3!" onClick={() => setShowsAll(true)}>
            {texts.data.showAll(rows.length)}
          </Button>
        ) : null}
        {note === null ? null : <p className="py-1 text-ink-soft text-xs">{note}</p>}
      </div>
    </div>
  )
}

function Row({ row, columns }: { row: readonly Json[]; columns: readonly QueryColumn[] }) {
  return (
    <tr className="border-line border-t align-top">
      {columns.map((column, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a result never change
        <td key={place} className={`px-3 py-1.5 ${sideOf(column)}`}>
          <DataCell value={row[place] ?? null} type={column.type} />
        </td>
      ))}
    </tr>
  )
}

function sideOf({ type }: QueryColumn): string {
  return type === 'number' ? 'text-end' : 'text-start'
}

function noteOf({ rows, total, is_cut }: TableView): string | null {
  if (total > rows.length) return texts.data.firstOf(rows.length, total, is_cut)
  return is_cut ? texts.data.first(rows.length) : null
}
