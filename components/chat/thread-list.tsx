import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Dated, groupByDay } from '@/lib/client/group-by-day'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** Conversations by day, newest first, with what a list says that is empty, cannot be read, or goes on. */
export function ThreadList<T extends Dated>({
  list,
  conversations,
  none,
  heading: Heading,
  row,
}: {
  list: Pick<
    UseInfiniteQueryResult<InfiniteData<unknown>>,
    'isError' | 'isSuccess' | 'hasNextPage' | 'isFetchingNextPage' | 'refetch' | 'fetchNextPage'
  >
  conversations: readonly T[]
  none: string
  heading: 'h2' | 'h3'
  row: (conversation: T) => ReactNode
}) {
  return (
    <>
      {list.isError ? (
        <div className="px-3">
          <Notice
            look="danger"
            action={
              <Button look="plain" onClick={() => list.refetch()}>
                {texts.tryAgain}
              </Button>
            }
          >
            {texts.threads.failed}
          </Notice>
        </div>
      ) : null}
      {list.isSuccess && conversations.length === 0 ? <p className="px-3 py-2 text-ink-soft">{none}</p> : null}
      {groupByDay(conversations, new Date()).map(({ day, conversations }) => (
        <section key={day} aria-label={texts.threads.days[day]}>
          <Heading className="px-3 pt-4 pb-1 text-ink-soft text-xs">{texts.threads.days[day]}</Heading>
          <ul>{conversations.map(row)}</ul>
        </section>
      ))}
      {list.hasNextPage ? (
        <Button look="plain" onClick={() => list.fetchNextPage()} disabled={list.isFetchingNextPage}>
          {texts.threads.more}
        </Button>
      ) : null}
    </>
  )
}
