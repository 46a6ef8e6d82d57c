import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type ChatSocketClient, createChatSocketClient } from './chat-socket-client'
import type { Wanted } from './chatbot-wire'
import { type Chat, idleChat } from './fold-chat'

/**
 * The conversation with a chatbot that the address names (null: the latest; `new`: a new one), connected for as long as this is drawn.
 * `onOpened` is told which one it became.
 */
export function useChatbot(
  chatbotId: string,
  conversationId: string | null,
  onOpened: (conversationId: string) => void,
): ChatSocketClient & { chat: Chat } {
  const queries = useQueryClient()
  const [client] = useState(() =>
    createChatSocketClient(chatbotId, () => {
      void queries.invalidateQueries({ queryKey: ['chatbots', chatbotId, 'conversations'] })
    }),
  )
  const chat = useSyncExternalStore(client.subscribe, client.now, () => idleChat)
  useEffect(() => {
    if (conversationId !== null && conversationId === client.now().conversationId) return
    client.open(wantedBy(conversationId))
  }, [client, conversationId])
  useEffect(() => client.close, [client])
  const opened = chat.conversationId
  useEffect(() => {
    if (opened !== null) onOpened(opened)
  }, [opened, onOpened])
  return { ...client, chat }
}

function wantedBy(conversationId: string | null): Wanted {
  if (conversationId === null) return 'latest'
  return conversationId === 'new' ? 'new' : { conversationId }
}
