/** Figures as they are. The first column names the row; `texts`: the columns that are no numbers. */
export type Figures = {
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  texts?: readonly number[]
}

export function FigureTable({ label, figures: { heads, rows, texts = [0] } }: { label: string; figures: Figures }) {
  const side = (column: number) => (texts.includes(column) ? 'text-start' : 'text-end')
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-control border border-line"
    >
      <table className="w-full border-collapse tabular-nums">
        <thead>
          <tr className="text-ink-soft text-xs">
            {heads.map((head, column) => (
              <th key={head} scope="col" className={`sticky top-0 bg-sunken px-3 py-2 font-medium ${side(column)}`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer never change places
            <tr key={place} className="border-line border-t">
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={heads[0]} scope="row" className="wrap-anywhere min-w-24 px-3 py-1.5 text-start font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={heads[column]} className={`px-3 py-1.5 ${side(column)}`}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
