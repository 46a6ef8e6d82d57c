import type { Message, Turn } from '@/lib/domain/conversation'
import type { TurnResult } from '@/lib/domain/conversation-store'
import type { ClaimedTurn } from './claim-next'

/** The turn as a reader of the log finds it, without reading it again (its messages' sequence numbers left at 0). */
export function storedTurn(
  conversationId: string,
  { id, number, attempt, kind, messageId, text }: ClaimedTurn['turn'],
  result: Pick<TurnResult, 'events' | 'messages' | 'endedAt'>,
): Turn {
  const startedAt = result.events[0]?.at ?? result.endedAt
  const own = { turnId: id, sequence: 0, feedback: null, feedbackNote: null, fromClient: false }
  const heard: Message[] =
    messageId === null || text === null
      ? []
      : [
          {
            ...own,
            id: messageId,
            role: 'user',
            content: text,
            nodeId: null,
            latencyMs: null,
            createdAt: startedAt,
            metadata: {},
          },
        ]
  const said = result.messages.map((message): Message => ({ metadata: {}, ...message, ...own }))
  const { events, endedAt } = result
  return {
    id,
    conversationId,
    number,
    attempt,
    kind,
    status: 'done',
    events,
    messages: [...heard, ...said],
    startedAt,
    endedAt,
  }
}
