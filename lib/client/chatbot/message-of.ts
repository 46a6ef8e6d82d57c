import type { Outgoing } from '../outbox'
import type { MessageView, SourceView } from '../wire'
import type { ChatbotSource, ServerFrame, StoredMessage } from './chatbot-wire'

/** A stored message as the message list draws it. The wire names no turns: each stands for its own. */
export function messageOf({ id, role, message, created_at, sources = [] }: StoredMessage): MessageView {
  return {
    ...{ id, turn_id: id, role, content: message, created_at },
    ...{ sources: sources.map(sourceOf), tables: [], feedback: null, stopped: false, source: null },
  }
}

export function visitorMessage({ key, text, at, messageId }: Outgoing & { messageId: string | null }): MessageView {
  return messageOf({ id: messageId ?? key, role: 'user', message: text, created_at: new Date(at).toISOString() })
}

export function answerMessage(frame: ServerFrame & { type: 'response_complete' }): MessageView {
  const { message_id: id, full_response: message, timestamp: created_at, sources = [] } = frame
  return messageOf({ id, role: 'assistant', message, created_at, sources })
}

// They are numbered from 1, in their order.
function sourceOf({ document_id, title, place, quote }: ChatbotSource): SourceView {
  return { document_id, title, place, quote, score: 0 }
}
