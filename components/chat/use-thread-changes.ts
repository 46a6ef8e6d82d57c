import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '@/lib/client/api'
import type { Summary, SummaryPage } from '@/lib/client/wire'

/** Renaming, and deleting with a way back: shown at once, read again from the server after it. */
export function useThreadChanges() {
  const client = useQueryClient()
  const [deleted, setDeleted] = useState<Summary | null>(null)
  const everyList = { queryKey: ['conversations'] }

  const showLists = (change: (conversation: Summary) => Summary[]) =>
    client.setQueriesData<InfiniteData<SummaryPage>>(
      everyList,
      (list) =>
        list && {
          ...list,
          pages: list.pages.map((page) => ({ ...page, conversations: page.conversations.flatMap(change) })),
        },
    )
  const settle = (work: Promise<unknown>) =>
    void work.catch(() => undefined).finally(() => client.invalidateQueries(everyList))

  return {
    deleted,
    forget: () => setDeleted(null),
    rename(id: string, title: string) {
      showLists((known) => [known.id === id ? { ...known, title } : known])
      settle(api.rename(id, title))
    },
    hide(conversation: Summary) {
      showLists((known) => (known.id === conversation.id ? [] : [known]))
      setDeleted(conversation)
      settle(api.hide(conversation.id))
    },
    undo() {
      if (!deleted) return
      setDeleted(null)
      settle(api.restore(deleted.id))
    },
  }
}
