import type { MessageView } from '@/lib/client/wire'
import { texts } from '../texts'
import { Time } from './time'

export function VisitorMessage({ message }: { message: MessageView }) {
  return (
    <article className="group flex flex-col items-end" data-message={message.id}>
      <h2 className="sr-only">{texts.conversation.you}</h2>
      <p dir="auto" className="said max-w-[85%] whitespace-pre-wrap rounded-surface bg-bubble px-4 py-2.5">
        {message.content}
      </p>
      <p className="mt-1 h-5 text-ink-soft text-xs opacity-0 transition-opacity group-hover:opacity-100 pointer-coarse:opacity-100">
        <Time at={message.created_at} />
      </p>
    </article>
  )
}
