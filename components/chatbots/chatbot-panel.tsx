import { lazy, Suspense, useState } from 'react'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { useChatbot } from '@/lib/client/chatbot/use-chatbot'
import { useChatbotUploads } from '@/lib/client/chatbot/use-chatbot-uploads'
import { useKept } from '@/lib/client/use-kept'
import { useMedia } from '@/lib/client/use-media'
import { PanelState } from '../chat/panel-state'
import { DrawSource } from '../chat/source-mark'
import { usePageTitle } from '../chat/use-page-title'
import { Button } from '../ui/button'
import { SidePanel } from '../ui/side-panel'
import { ChatbotHeader } from './chatbot-header'
import { ChatbotMenu } from './chatbot-menu'
import { ChatbotTalk } from './chatbot-talk'
import { chatbotTexts } from './chatbot-texts'
import { LinkLine } from './link-line'
import { isSignedOut, SignedOut } from './signed-out'

// Not everybody looks at documents.
const DocumentsPanel = lazy(() => import('./documents-panel').then((module) => ({ default: module.DocumentsPanel })))
const CitedPassage = lazy(() => import('./cited-passage').then((module) => ({ default: module.CitedPassage })))

/** One chatbot: the conversation with it, and its documents for those who may change them. Keyed by the chatbot's id. */
export function ChatbotPanel({
  chatbot,
  conversationId,
  onOpened,
  onNew,
  onGone,
  onMenu,
}: {
  chatbot: ChatbotView
  /** Null: the latest; `new`: one that is yet to be made. */
  conversationId: string | null
  onOpened: (conversationId: string) => void
  onNew: () => void
  /** The chatbot was deleted. */
  onGone: () => void
  onMenu: () => void
}) {
  const { chatbot_id: id, name, my_role } = chatbot
  const talk = useChatbot(id, conversationId, onOpened)
  const uploads = useChatbotUploads(id)
  const isWide = useMedia('(min-width: 64rem)')
  const [isBeside, setBeside] = useKept('chatbot-documents', true)
  const [isSheet, setSheet] = useState(false)
  usePageTitle(name)
  const mayChange = my_role !== 'user'
  const [isOpen, setOpen] = isWide ? [isBeside, setBeside] : [isSheet, setSheet]
  const { chat } = talk
  const error = chat.line.state === 'shut' ? chat.line.error : null
  const opening =
    chatbot.documents === 0 && mayChange ? (
      <div className="space-y-3">
        <p className="said text-ink-soft">{chatbotTexts.documents.noneToAsk}</p>
        {isOpen ? null : <Button onClick={() => setOpen(true)}>{chatbotTexts.documents.addFirst}</Button>}
      </div>
    ) : chat.greeting ? null : (
      <p className="text-ink-soft">{chatbotTexts.talk.empty}</p>
    )
  return (
    <div className="flex h-full min-h-0 min-w-0">
      <main className="flex min-h-0 min-w-0 grow flex-col">
        <ChatbotHeader
          name={name}
          detail={chatbot.description}
          onMenu={onMenu}
          documents={{ isOpen, toggle: () => setOpen(!isOpen) }}
          actions={my_role === 'owner' ? <ChatbotMenu chatbot={chatbot} onGone={onGone} /> : null}
        />
        {isSignedOut(error) ? (
          <SignedOut />
        ) : chat.conversationId === null ? (
          <>
            <PanelState error={error} onRetry={talk.resume} onNew={onNew} />
            {error ? null : (
              <div className="mx-auto w-full max-w-3xl px-4 md:px-8">
                <LinkLine chat={chat} isUnanswered={false} onRetry={talk.retry} onResume={talk.resume} />
              </div>
            )}
          </>
        ) : (
          <DrawSource
            value={(source) => (
              <Suspense>
                <CitedPassage chatbotId={id} source={source} />
              </Suspense>
            )}
          >
            <ChatbotTalk key={chat.conversationId} talk={talk} name={name} opening={opening} />
          </DrawSource>
        )}
      </main>
      {isOpen ? (
        <SidePanel title={chatbotTexts.documents.title} onClose={() => setOpen(false)}>
          <Suspense>
            <DocumentsPanel chatbotId={id} mayChange={mayChange} uploads={uploads} />
          </Suspense>
        </SidePanel>
      ) : null}
    </div>
  )
}
