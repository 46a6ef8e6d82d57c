// What the pages about conversations read, one factory a thing.
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { readJson } from './console-request'
import { readLoggedTurns } from './conversation-turns'
import type { ConversationDetail, ConversationRow, Receipt } from './conversation-wire'

export const conversationsKey = ['console', 'conversations'] as const
export const erasuresKey = ['console', 'erasures'] as const

type ConversationPage = { conversations: ConversationRow[]; next: string | null }
type ErasurePage = { erasures: Receipt[]; next: string | null }

const messagesAtOnce = 200

export const conversationPath = (id: string, rest = '') =>
  `/api/admin/conversations/${encodeURIComponent(id)}${rest}` as const

export const conversationQueries = {
  list: (params: Record<string, string>) =>
    infiniteQueryOptions<ConversationPage, Error, InfiniteData<ConversationPage>, readonly unknown[], string | null>({
      queryKey: [...conversationsKey, 'list', params],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({ ...params, limit: '50', ...(pageParam ? { before: pageParam } : {}) })
        return readJson(`/api/admin/conversations?${query}`, signal)
      },
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
    }),
  /** Its first page has all but later messages. */
  detail: (id: string) =>
    infiniteQueryOptions<ConversationDetail, Error, InfiniteData<ConversationDetail>, readonly unknown[], number>({
      queryKey: [...conversationsKey, id, 'detail'],
      queryFn: ({ pageParam, signal }) =>
        readJson(conversationPath(id, `?offset=${pageParam}&limit=${messagesAtOnce}`), signal),
      initialPageParam: 0,
      getNextPageParam: (page) => page.next_offset,
    }),
  turns: (id: string) =>
    queryOptions({
      queryKey: [...conversationsKey, id, 'turns'],
      queryFn: ({ signal }) => readLoggedTurns(id, signal),
    }),
  erasures: () =>
    infiniteQueryOptions<ErasurePage, Error, InfiniteData<ErasurePage>, readonly unknown[], string | null>({
      queryKey: erasuresKey,
      queryFn: ({ pageParam, signal }) =>
        readJson(`/api/admin/erasures?limit=50${pageParam ? `&before=${encodeURIComponent(pageParam)}` : ''}`, signal),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
    }),
}
