import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { SearchField } from '@/components/ui/search-field'
import { accessQueries } from '@/lib/client/console/access-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { accessTexts } from '../texts/access-texts'

const words = accessTexts.audit

/** Who changed what, newest first. */
export default function AuditView() {
  const { read, write } = useAddress()
  const search = read('search')
  const audit = useInfiniteQuery(accessQueries.audit(search))
  const entries = audit.data?.pages.flatMap((page) => page.entries)
  return (
    <div className="space-y-4">
      <SearchField
        label={words.search}
        value={search}
        onChange={(value) => write({ search: value })}
        className="max-w-md"
      />
      {entries === undefined ? (
        <LoadState
          error={audit.error}
          failed={accessTexts.failed}
          loading={accessTexts.loading}
          onRetry={audit.refetch}
        />
      ) : entries.length === 0 ? (
        <EmptyState title={search === '' ? words.empty : words.notFound}>
          {search === '' ? words.emptyDetail : words.notFoundDetail}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={accessTexts.tabs.audit}
            rows={entries}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'what',
                head: words.what,
                isName: true,
                cell: ({ action }) => <span className="font-medium">{action}</span>,
              },
              {
                id: 'who',
                head: words.who,
                cell: ({ actor }) => <bdi className="wrap-anywhere block min-w-36">{nameOf(actor)}</bdi>,
              },
              {
                id: 'when',
                head: words.when,
                cell: ({ at }) => (
                  <time dateTime={at} className="whitespace-nowrap tabular-nums">
                    {new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}
                  </time>
                ),
              },
              { id: 'set', head: words.set, cell: ({ fields }) => fields.join(', ') },
              {
                id: 'where',
                head: words.where,
                cell: ({ target }) => <span className="wrap-anywhere font-mono text-xs">{target}</span>,
              },
            ]}
          />
          {audit.hasNextPage ? (
            <Button disabled={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
              {words.more}
            </Button>
          ) : null}
        </>
      )}
    </div>
  )
}

function nameOf(actor: string): string {
  if (actor === 'platform') return words.platform
  return actor.startsWith('key:') ? words.key(actor.slice(4)) : actor.replace(/^person:/, '')
}
