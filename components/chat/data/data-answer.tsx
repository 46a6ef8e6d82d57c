import { ChevronRight } from 'lucide-react'
import type { TableView } from '@/lib/client/wire'
import { texts } from '../../texts'
import { CodeBlock } from '../code-block'
import { DataTable } from './data-table'

/** What an answer was read from: what was asked of the data in plain words, the rows, and the query where it may be seen. */
export function DataAnswer({ table }: { table: TableView }) {
  return (
    <div className="quiet-in mt-3 max-w-full space-y-2">
      {table.meaning === null ? null : (
        <p dir="auto" className="text-ink-soft [overflow-wrap:anywhere]">
          {table.meaning}
        </p>
      )}
      <DataTable table={table} />
      {table.sql === null ? null : (
        <details className="group/query">
          <summary className="-ms-1 inline-flex min-h-11 items-center gap-1 rounded-control pe-2 text-ink-soft hover:text-ink">
            <ChevronRight
              size={15}
              aria-hidden
              className="shrink-0 group-open/query:rotate-90 rtl:rotate-180 rtl:group-open/query:rotate-90"
            />
            {texts.data.showQuery}
          </summary>
          <CodeBlock language="SQL" text={table.sql} />
        </details>
      )}
    </div>
  )
}
