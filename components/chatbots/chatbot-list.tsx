import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { chatbotTexts } from './chatbot-texts'

/** The chatbots one may ask, one's own and shared ones, as rows of the side. */
export function ChatbotList({
  chatbots,
  currentId,
  onOpen,
}: {
  chatbots: readonly ChatbotView[]
  currentId: string | null
  onOpen: (chatbot: ChatbotView) => void
}) {
  return (
    <ul>
      {chatbots.map((chatbot) => {
        const isCurrent = chatbot.chatbot_id === currentId
        return (
          <li key={chatbot.chatbot_id}>
            <button
              type="button"
              aria-current={isCurrent ? 'true' : undefined}
              onClick={() => onOpen(chatbot)}
              className={`relative w-full rounded-control px-3 py-1.5 text-start ${isCurrent ? 'bg-accent-soft before:absolute before:inset-y-2.5 before:start-0 before:w-0.75 before:rounded-full before:bg-accent' : 'hover:bg-bubble/60'}`}
            >
              <span className="flex items-center gap-2">
                <bdi className="truncate font-medium">{chatbot.name}</bdi>
                <SharedMark chatbot={chatbot} />
              </span>
              <span className="block text-ink-soft text-xs">{chatbotTexts.documentCount(chatbot.documents)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Nothing for one's own. */
export function SharedMark({ chatbot }: { chatbot: ChatbotView }) {
  if (chatbot.my_role === 'owner') return null
  return (
    <span
      title={chatbotTexts.sharedDetail}
      className="shrink-0 rounded-full border border-line-strong px-2 text-ink-soft text-xs leading-4.5"
    >
      {chatbotTexts.shared}
    </span>
  )
}
