import { Plus } from 'lucide-react'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { SideLink, SignedInLink } from '../sign-in/signed-in-link'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { ChatbotList } from './chatbot-list'
import { chatbotTexts } from './chatbot-texts'
import { ConversationList } from './conversation-list'

/** Chatbots, and below them the conversations with the one that is open. */
export function ChatbotSidebar({
  chatbots,
  current,
  conversationId,
  signedInAs,
  onOpen,
  onCreate,
  onConversation,
}: {
  chatbots: readonly ChatbotView[]
  current: ChatbotView | null
  conversationId: string | null
  signedInAs: string
  onOpen: (chatbot: ChatbotView) => void
  onCreate: () => void
  /** Null: the latest. */
  onConversation: (id: string | 'new' | null) => void
}) {
  return (
    <nav aria-label={chatbotTexts.open} className="flex h-full min-h-0 flex-col gap-1 px-2 pb-2">
      <Button look="plain" onClick={onCreate} className="mt-1.5 justify-start! px-3!">
        <Plus size={18} aria-hidden />
        {chatbotTexts.create.open}
      </Button>
      <div className="min-h-0 grow overflow-y-auto">
        {chatbots.length > 0 ? (
          <section aria-label={chatbotTexts.yours}>
            <h2 className="px-3 pt-2 pb-1 text-ink-soft text-xs">{chatbotTexts.yours}</h2>
            <ChatbotList chatbots={chatbots} currentId={current?.chatbot_id ?? null} onOpen={onOpen} />
          </section>
        ) : null}
        {current ? (
          <div className="mt-3 border-line border-t pt-1">
            <h2 className="px-3 pt-2 pb-1 text-ink-soft text-xs">{chatbotTexts.conversations.title}</h2>
            <ConversationList
              key={current.chatbot_id}
              chatbotId={current.chatbot_id}
              currentId={conversationId}
              onOpen={onConversation}
              onNew={() => onConversation('new')}
              onGone={() => onConversation(null)}
            />
          </div>
        ) : null}
      </div>
      <SignedInLink email={signedInAs}>
        <SideLink href="/chat">{texts.start.agents}</SideLink>
      </SignedInLink>
    </nav>
  )
}
