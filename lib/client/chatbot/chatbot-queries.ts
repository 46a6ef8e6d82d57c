import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { isPassing } from '../api-error'
import { chatbotApi } from './chatbot-api'
import type { ConversationPage, DocumentView } from './chatbot-wire'
import { findPassage } from './find-passage'

const retry = (count: number, error: Error) => isPassing(error) && count < 4

/** How often documents are looked at while some are being read. */
const lookAgainMs = 1_000

/** What the chatbots' page reads, one factory a thing. */
export const chatbotQueries = {
  list: () => queryOptions({ queryKey: ['chatbots'], queryFn: chatbotApi.list, staleTime: 10_000, retry }),
  conversations: (chatbotId: string) =>
    infiniteQueryOptions<ConversationPage, Error, InfiniteData<ConversationPage>, string[], string | null>({
      queryKey: ['chatbots', chatbotId, 'conversations'],
      queryFn: ({ pageParam }) => chatbotApi.conversations(chatbotId, pageParam),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      staleTime: 10_000,
      retry,
    }),
  members: (chatbotId: string) =>
    queryOptions({
      queryKey: ['chatbots', chatbotId, 'members'],
      queryFn: () => chatbotApi.members(chatbotId),
      retry,
    }),
  documents: (chatbotId: string) =>
    queryOptions({
      queryKey: ['chatbots', chatbotId, 'documents'],
      queryFn: () => chatbotApi.documents(chatbotId),
      refetchInterval: ({ state }) => (state.data?.documents.some(isBeingRead) ? lookAgainMs : false),
      staleTime: 5_000,
      retry,
    }),
  passage: (chatbotId: string, source: { document_id: string; quote: string }) =>
    queryOptions({
      queryKey: ['passage', chatbotId, source.document_id, source.quote],
      queryFn: () => findPassage((offset) => chatbotApi.passages(chatbotId, source.document_id, offset), source.quote),
      staleTime: 60_000,
      retry,
    }),
}

export function isBeingRead({ state }: DocumentView): boolean {
  return state !== 'ready' && state !== 'failed'
}
