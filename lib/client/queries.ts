import { type InfiniteData, infiniteQueryOptions, queryOptions, skipToken } from '@tanstack/react-query'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { api, type FormStart, type Start } from './api'
import { isPassing } from './api-error'
import { readTurns } from './why-turns'
import type { SummaryPage, TurnView } from './wire'

const retry = (count: number, error: Error) => isPassing(error) && count < 4

/** What the pages read, one factory a thing. */
export const queries = {
  agents: () => queryOptions({ queryKey: ['agents'], queryFn: api.agents, staleTime: 60_000, retry }),
  agent: (id: string) =>
    queryOptions({ queryKey: ['agents', id], queryFn: () => api.agent(id), staleTime: 60_000, retry }),
  conversation: (id: string) =>
    queryOptions({ queryKey: ['conversation', id], queryFn: () => api.conversation(id), staleTime: 5_000, retry }),
  // Below the conversation's key: what makes it stale makes these stale.
  turns: (id: string) =>
    queryOptions<readonly TurnView[]>({
      queryKey: ['conversation', id, 'turns'],
      queryFn: ({ client, queryKey }) => readTurns(id, client.getQueryData<readonly TurnView[]>(queryKey) ?? []),
      staleTime: 5_000,
      retry,
    }),
  workflow: (id: string) =>
    queryOptions({
      queryKey: ['conversation', id, 'workflow'],
      queryFn: () => api.workflow(id),
      staleTime: 5_000,
      retry,
    }),
  /** The events of the turn that this page reads: written by its reader, never asked for. */
  liveTurn: (id: string) =>
    queryOptions<readonly TurnEvent[]>({ queryKey: ['live-turn', id], queryFn: skipToken, initialData: [] }),
  /** Its key makes asking twice harmless: the same conversation comes back. */
  started: (start: Start) =>
    queryOptions({
      queryKey: ['started', start.key],
      queryFn: () => api.start(start),
      staleTime: Number.POSITIVE_INFINITY,
      retry,
    }),
  collected: (start: FormStart) =>
    queryOptions({
      queryKey: ['collected', start.key],
      queryFn: () => api.collect(start),
      staleTime: Number.POSITIVE_INFINITY,
      retry,
    }),
  conversations: (search: string) =>
    infiniteQueryOptions<SummaryPage, Error, InfiniteData<SummaryPage>, string[], string | null>({
      queryKey: ['conversations', search],
      queryFn: ({ pageParam }) => api.conversations(search, pageParam),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      staleTime: 10_000,
      retry,
    }),
}
