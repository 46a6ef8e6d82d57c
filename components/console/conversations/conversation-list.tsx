import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { type ConversationFilters, conversationParams, filterNames } from '@/lib/client/console/conversation-filters'
import { conversationQueries } from '@/lib/client/console/conversation-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { conversationTexts } from '../texts/conversation-texts'
import { conversationColumns } from './conversation-columns'
import { ConversationFilterFields } from './conversation-filter-fields'

const nothing: ConversationFilters = {
  ...{ agent: '', version: '', dialect: '', status: '', variable: '', time: '', since: '', until: '' },
  ...{ search: '', feedback: '', analysis: '' },
}

/** Newest first, of all agents and all ways in. */
export function ConversationList() {
  const { read, write } = useAddress()
  const filters = { ...nothing }
  for (const name of filterNames) filters[name] = read(name)
  const params = conversationParams(filters, new Date())
  const found = useInfiniteQuery(conversationQueries.list(params))
  const rows = found.data?.pages.flatMap(({ conversations }) => conversations)
  const isFiltered = Object.keys(params).length > 0
  return (
    <div className="space-y-4">
      <ConversationFilterFields filters={filters} onChange={write} />
      {rows === undefined ? (
        <LoadState
          error={found.error}
          failed={conversationTexts.failed}
          loading={conversationTexts.loading}
          onRetry={found.refetch}
        />
      ) : rows.length > 0 ? (
        <>
          <DataTable
            label={conversationTexts.title}
            rows={rows}
            keyOf={({ conversation_id }) => conversation_id}
            columns={conversationColumns}
          />
          {found.hasNextPage ? (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {conversationTexts.more}
            </Button>
          ) : null}
        </>
      ) : isFiltered ? (
        <EmptyState
          title={conversationTexts.notFound}
          action={<Button onClick={() => write(nothing)}>{conversationTexts.clear}</Button>}
        />
      ) : (
        <EmptyState title={conversationTexts.empty}>{conversationTexts.emptyDetail}</EmptyState>
      )}
    </div>
  )
}
