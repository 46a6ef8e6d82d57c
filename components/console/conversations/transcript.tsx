import { StickyNote, ThumbsDown, ThumbsUp } from 'lucide-react'
import { AgentMessage } from '@/components/chat/agent-message'
import { WhyButton } from '@/components/chat/debug/why-button'
import { Badge } from '@/components/ui/badge'
import type { MessageView } from '@/lib/client/wire'
import { conversationTexts } from '../texts/conversation-texts'
import { Moment } from './moment'

const words = conversationTexts.one

/** What was said, drawn as on the chat page, with the way to the why of each message. */
export function Transcript({
  messages,
  notes,
  agentName,
}: {
  messages: readonly MessageView[]
  /** What readers wrote beside their thumbs, by the message's id. */
  notes: ReadonlyMap<string, string | null>
  agentName: string
}) {
  return (
    <section aria-label={words.transcript} className="flex flex-col gap-4">
      {messages.map((message) => {
        switch (message.role) {
          case 'user':
            return <SaidByVisitor key={message.id} message={message} />
          case 'assistant':
            return (
              <AgentMessage key={message.id} message={message} agentName={agentName} isWhole>
                <Foot message={message} note={notes.get(message.id)} />
              </AgentMessage>
            )
          case 'system':
            return <SaidAside key={message.id} message={message} />
          default:
            return message.role satisfies never
        }
      })}
      {messages.length === 0 ? <p className="text-ink-soft">{words.noMessages}</p> : null}
    </section>
  )
}

function SaidByVisitor({ message }: { message: MessageView }) {
  return (
    <article className="flex flex-col items-end" data-message={message.id}>
      <h2 className="sr-only">{words.visitor}</h2>
      <p dir="auto" className="said max-w-[85%] whitespace-pre-wrap rounded-surface bg-bubble px-4 py-2.5">
        {message.content}
      </p>
      <Foot message={message} />
    </article>
  )
}

/** Context that an integration gave, or an editor: neither side said it. */
function SaidAside({ message }: { message: MessageView }) {
  return (
    <article className="rounded-surface border border-line border-dashed px-3 py-2" data-message={message.id}>
      <h2 className="flex items-center gap-1.5 text-ink-soft text-xs">
        <StickyNote size={13} aria-hidden />
        {words.note}
      </h2>
      <p dir="auto" className="said whitespace-pre-wrap">
        {message.content}
      </p>
      <Foot message={message} />
    </article>
  )
}

function Foot({
  message: { turn_id, created_at, feedback },
  note,
}: {
  message: MessageView
  note?: string | null | undefined
}) {
  return (
    <>
      <div className="mt-1 flex h-6 items-center gap-2 text-ink-soft text-xs">
        <Moment at={created_at} />
        <WhyButton turnId={turn_id} className="-my-3" />
        {feedback === 'up' ? (
          <Badge look="ok" icon={ThumbsUp}>
            {words.ratedUp}
          </Badge>
        ) : null}
        {feedback === 'down' ? (
          <Badge look="danger" icon={ThumbsDown}>
            {words.ratedDown}
          </Badge>
        ) : null}
      </div>
      {note ? (
        <figure className="mt-1.5 border-line-strong border-s-2 ps-3">
          <figcaption className="text-ink-soft text-xs">{words.feedbackNote}</figcaption>
          <blockquote dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {note}
          </blockquote>
        </figure>
      ) : null}
    </>
  )
}
