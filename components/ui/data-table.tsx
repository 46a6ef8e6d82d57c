import { Fragment, type ReactNode } from 'react'
import { useMedia } from '@/lib/client/use-media'

export type Column<Row> = {
  id: string
  head: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end. */
  isNumber?: boolean
  /** What the row is called; the card's first line on phones. */
  isName?: boolean
  /** A menu or a button: without a word before it on a card. */
  isAction?: boolean
}

/** Rows as a table; on phones each is a card. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
}) {
  const isWide = useMedia('(min-width: 48rem)')
  return isWide ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-surface border border-line bg-surface">
      <table className="w-full border-collapse text-start">
        <thead>
          <tr className="border-line border-b text-ink-soft text-xs">
            {columns.map(({ id, head, isNumber, isAction }) => (
              <th
                key={id}
                scope="col"
                className={`whitespace-nowrap px-3 py-2 font-medium ${isNumber ? 'text-end' : 'text-start'}`}
              >
                {isAction ? <span className="sr-only">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-line not-last:border-b hover:bg-sunken">
              {columns.map(({ id, cell, isNumber, isName, isAction }) => {
                const Cell = isName ? 'th' : 'td'
                return (
                  <Cell
                    key={id}
                    {...(isName ? { scope: 'row' } : {})}
                    className={`h-11 px-3 py-1 font-normal ${isNumber ? 'whitespace-nowrap text-end tabular-nums' : 'text-start'} ${isAction ? 'w-px' : ''}`}
                  >
                    {cell(row)}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ) : (
    <ul aria-label={label} className="space-y-2">
      {rows.map((row) => (
        <li key={keyOf(row)} className="rounded-surface border border-line bg-surface p-3">
          <div className="flex items-start justify-between gap-2">
            <div className="min-w-0 grow">
              {columns
                .filter(({ isName }) => isName)
                .map(({ id, cell }) => (
                  <Fragment key={id}>{cell(row)}</Fragment>
                ))}
            </div>
            {columns
              .filter(({ isAction }) => isAction)
              .map(({ id, cell }) => (
                <div key={id}>{cell(row)}</div>
              ))}
          </div>
          <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
            {columns
              .filter(({ isName, isAction }) => !isName && !isAction)
              .map(({ id, head, cell }) => (
                <div key={id} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-ink-soft">{head}</dt>
                  <dd className="wrap-anywhere min-w-0 text-end tabular-nums">{cell(row)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
