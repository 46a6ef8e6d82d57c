import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { conversationQueries, conversationsKey, erasuresKey } from '@/lib/client/console/conversation-queries'
import type { Receipt } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { ErasePerson } from './erase-person'
import { countsText } from './erased-counts'
import { Moment } from './moment'
import { nameOf } from './receipt-facts'

const words = conversationTexts.erasures

const columns: readonly Column<Receipt>[] = [
  {
    id: 'counts',
    head: words.counts,
    isName: true,
    cell: ({ counts }) => <span className="block min-w-40">{countsText(counts)}</span>,
  },
  {
    id: 'named',
    head: words.namedBy,
    cell: ({ named_by }) => conversationTexts.erase.names[named_by] ?? named_by,
  },
  { id: 'by', head: words.by, cell: ({ by }) => <bdi className="wrap-anywhere">{nameOf(by)}</bdi> },
  { id: 'at', head: words.at, cell: ({ at }) => <Moment at={at} /> },
  {
    id: 'hash',
    head: words.hash,
    cell: ({ key_hash }) => <code className="block min-w-40 break-all font-mono text-xs">{key_hash}</code>,
  },
  {
    id: 'id',
    head: words.id,
    cell: ({ id }) => <code className="block min-w-32 break-all font-mono text-xs">{id}</code>,
  },
]

/** The receipts of what was erased, newest first. */
export default function ErasuresView() {
  const found = useInfiniteQuery(conversationQueries.erasures())
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const rows = found.data?.pages.flatMap(({ erasures }) => erasures)
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[68ch] text-ink-soft">{words.lead}</p>
        <Button onClick={() => setOpen(true)}>{words.new}</Button>
      </div>
      {rows === undefined ? (
        <LoadState
          error={found.error}
          failed={words.failed}
          loading={conversationTexts.loading}
          onRetry={found.refetch}
        />
      ) : rows.length === 0 ? (
        <EmptyState title={words.empty}>{words.emptyDetail}</EmptyState>
      ) : (
        <>
          <DataTable label={conversationTexts.tabs.erasures} rows={rows} keyOf={({ id }) => id} columns={columns} />
          {found.hasNextPage ? (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {conversationTexts.more}
            </Button>
          ) : null}
        </>
      )}
      {isOpen ? (
        <ErasePerson
          onErased={() => {
            void client.invalidateQueries({ queryKey: erasuresKey })
            client.removeQueries({ queryKey: conversationsKey })
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}
