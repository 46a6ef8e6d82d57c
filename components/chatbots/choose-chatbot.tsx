import { ArrowRight, Plus } from 'lucide-react'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { Button } from '../ui/button'
import { SharedMark } from './chatbot-list'
import { chatbotTexts } from './chatbot-texts'

/** Before one was chosen: all of them, or the first step. */
export function ChooseChatbot({
  chatbots,
  onOpen,
  onCreate,
}: {
  chatbots: readonly ChatbotView[]
  onOpen: (chatbot: ChatbotView) => void
  onCreate: () => void
}) {
  return (
    <div className="quiet-in mx-auto w-full max-w-3xl px-4 py-8 md:px-8">
      {chatbots.length === 0 ? (
        <p className="said mb-5">{chatbotTexts.none}</p>
      ) : (
        <>
          <h2 className="mb-4 font-semibold text-lg">{chatbotTexts.choose}</h2>
          <ul className="mb-5 divide-y divide-line border-line border-y">
            {chatbots.map((chatbot) => (
              <li key={chatbot.chatbot_id}>
                <button
                  type="button"
                  onClick={() => onOpen(chatbot)}
                  className="group flex min-h-16 w-full items-center gap-4 py-4 text-start hover:text-accent"
                >
                  <span className="min-w-0 grow">
                    <span className="flex items-center gap-2">
                      <bdi className="truncate font-medium text-[0.9375rem]">{chatbot.name}</bdi>
                      <SharedMark chatbot={chatbot} />
                    </span>
                    <bdi className="mt-0.5 line-clamp-2 block max-w-[68ch] text-ink-soft">
                      {chatbot.description || chatbotTexts.documentCount(chatbot.documents)}
                    </bdi>
                  </span>
                  <ArrowRight
                    size={18}
                    aria-hidden
                    className="shrink-0 text-ink-soft group-hover:text-accent rtl:-scale-x-100"
                  />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Button look={chatbots.length === 0 ? 'accent' : 'line'} onClick={onCreate}>
        <Plus size={18} aria-hidden />
        {chatbots.length === 0 ? chatbotTexts.first : chatbotTexts.create.open}
      </Button>
    </div>
  )
}
