import type { MessageView } from '@/lib/client/wire'
import { texts } from '../texts'
import { WhyButton } from './debug/why-button'
import { Time } from './time'

export function VisitorMessage({ message }: { message: MessageView }) {
  return (
    <article className="group flex flex-col items-end" data-message={message.id}>
      <h2 className="sr-only">{texts.conversation.you}</h2>
      <p dir="auto" className="said max-w-[85%] whitespace-pre-wrap rounded-surface bg-bubble px-4 py-2.5">
        {message.content}
      </p>
      <div className="mt-1 flex h-5 items-center text-ink-soft text-xs opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
        <WhyButton turnId={message.turn_id} className="-my-3" />
        <Time at={message.created_at} />
      </div>
    </article>
  )
}
