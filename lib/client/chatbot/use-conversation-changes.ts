import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { chatbotApi } from './chatbot-api'
import { chatbotQueries } from './chatbot-queries'
import type { ConversationPage, ConversationRow } from './chatbot-wire'

/** Renaming and deleting: shown at once, read again from the server after it. */
export function useConversationChanges(chatbotId: string) {
  const queries = useQueryClient()
  const { queryKey } = chatbotQueries.conversations(chatbotId)
  const show = (change: (row: ConversationRow) => ConversationRow[]) =>
    queries.setQueryData<InfiniteData<ConversationPage>>(
      queryKey,
      (list) =>
        list && {
          ...list,
          pages: list.pages.map((page) => ({ ...page, conversations: page.conversations.flatMap(change) })),
        },
    )
  const onSettled = () => queries.invalidateQueries({ queryKey })
  const rename = useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => chatbotApi.rename(chatbotId, id, title),
    onMutate: ({ id, title }) => show((row) => [row.conversation_id === id ? { ...row, title } : row]),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (id: string) => chatbotApi.removeConversation(chatbotId, id),
    onMutate: (id) => show((row) => (row.conversation_id === id ? [] : [row])),
    onSettled,
  })
  return { rename, remove }
}
