import type { WidgetEvent } from './widget-messages'
import type { ConversationView } from './wire'

/** What is new in a conversation since it was looked at last, without its words; `before` null: it has just been started. */
export function widgetNews(before: ConversationView | null, after: ConversationView): WidgetEvent[] {
  const known = new Set(before?.messages.map(({ id }) => id))
  const started: WidgetEvent[] = before === null ? [{ type: 'conversation-started' }] : []
  const messages = after.messages
    .filter(({ id, role }) => !known.has(id) && role !== 'system')
    .map(({ role }): WidgetEvent => ({ type: role === 'user' ? 'message-sent' : 'message-received' }))
  const hasEnded = before?.status !== after.status && after.status !== 'active'
  return [...started, ...messages, ...(hasEnded ? [{ type: 'conversation-ended' } as const] : [])]
}
