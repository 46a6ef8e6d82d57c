import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { queries } from '@/lib/client/queries'
import { widgetNews } from '@/lib/client/widget-news'
import type { ConversationView } from '@/lib/client/wire'
import type { Host } from './use-host'

/**
 * Tells the page around the frame that something happened in the conversation, and how many answers wait unread; never
 * what was said. `startedId`: the conversation that was opened here, whose first messages are news. Gives the id of the
 * conversation once it is loaded.
 */
export function useEmbedNews(
  conversationId: string | null,
  startedId: string | null,
  { state, post }: Host,
): string | null {
  const { data: view } = useQuery({
    ...queries.conversation(conversationId ?? ''),
    enabled: conversationId !== null,
  })
  const seen = useRef<ConversationView | null>(null)
  const unread = useRef(0)
  const { isShown } = state
  useEffect(() => {
    if (!view) return
    const isKnown = seen.current?.id === view.id
    const before = isKnown ? seen.current : view.id === startedId ? null : view
    seen.current = view
    const news = widgetNews(before, view)
    for (const event of news) post(event)
    const answers = news.filter(({ type }) => type === 'message-received').length
    if (isShown || answers === 0) return
    unread.current += answers
    post({ type: 'unread', count: unread.current })
  }, [view, startedId, isShown, post])
  useEffect(() => {
    if (!isShown || unread.current === 0) return
    unread.current = 0
    post({ type: 'unread', count: 0 })
  }, [isShown, post])
  return view?.id ?? null
}
