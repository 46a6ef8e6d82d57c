import { type LiveTurn, messagesOf } from '@/lib/client/fold-turn'
import type { ConversationView, Feedback, MessageView } from '@/lib/client/wire'
import { texts } from '../texts'
import { AgentMessage } from './agent-message'
import { MessageActions } from './message-actions'
import { VisitorMessage } from './visitor-message'
import { Waiting } from './waiting'

/** The stored messages, and after them what this page is reading. */
export function MessageList({
  view,
  live,
  onFeedback,
  hasInput,
}: {
  view: Pick<ConversationView, 'messages' | 'agent_name'>
  live: LiveTurn
  /** Null where nobody asks for it. */
  onFeedback: ((messageId: string, value: Feedback) => void) | null
  /** Something to answer with stands below the last message, in place of what can be done with it. */
  hasInput: boolean
}) {
  const stored = new Set(view.messages.map(({ id }) => id))
  const messages = [...view.messages, ...messagesOf(live).filter(({ id }) => !stored.has(id))]
  const isBusy = live.phase === 'sending' || live.phase === 'running'
  const speaking = isBusy ? live.spoken.find(({ end }) => end === null)?.id : undefined
  const draw = (message: MessageView, place: number) => {
    if (message.role === 'user') return <VisitorMessage key={message.id} message={message} />
    const isLast = place === messages.length - 1
    return (
      <AgentMessage key={message.id} message={message} agentName={view.agent_name} isWhole={message.id !== speaking}>
        {isLast && isBusy ? <Waiting isShown={!speaking && live.line === 'up'} /> : null}
        {endsRun(messages, place) && !(isLast && (isBusy || hasInput)) ? (
          <MessageActions
            message={message}
            words={runWords(messages, place)}
            onFeedback={onFeedback && ((value) => onFeedback(message.id, value))}
          />
        ) : null}
      </AgentMessage>
    )
  }
  return (
    <section aria-label={texts.conversation.messages} className="flex flex-col gap-3">
      {messages.map(draw)}
      {messages.length === 0 && !isBusy ? <p className="text-ink-soft">{texts.conversation.empty}</p> : null}
      {isBusy && messages.at(-1)?.role === 'user' ? <Waiting isShown={live.line === 'up'} /> : null}
    </section>
  )
}

/** One answer may come in several messages: what can be done with it stands below the last. */
function endsRun(messages: readonly MessageView[], place: number): boolean {
  return messages[place + 1]?.role !== 'assistant'
}

function runWords(messages: readonly MessageView[], place: number): string {
  const start = messages.slice(0, place + 1).findLastIndex(({ role }) => role !== 'assistant') + 1
  return messages
    .slice(start, place + 1)
    .map(({ content }) => content)
    .join('\n\n')
}
