import { conversationTexts } from '../texts/conversation-texts'

type Counts = Readonly<Record<string, number>>

/** What there is of each; what there is none of is left out. */
export function ErasedCounts({ counts }: { counts: Counts }) {
  return (
    <dl className="grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-0.5">
      {rowsOf(counts).map(([table, count]) => (
        <div key={table} className="col-span-2 grid grid-cols-subgrid">
          <dt>{table}</dt>
          <dd className="text-end font-medium tabular-nums">{count}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The same in one line. */
export function countsText(counts: Counts): string {
  return rowsOf(counts)
    .map(([table, count]) => `${table} ${count}`)
    .join(', ')
}

/** In our order: a stored receipt has lost its own. */
function rowsOf(counts: Counts): [table: string, count: string][] {
  const order = Object.keys(conversationTexts.counts)
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([table, count]) => [conversationTexts.counts[table] ?? table, count.toLocaleString('en')])
}
