'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { lazy, Suspense, useCallback, useState } from 'react'
import { chatbotQueries } from '@/lib/client/chatbot/chatbot-queries'
import type { ChatbotView } from '@/lib/client/chatbot/chatbot-wire'
import { useMedia } from '@/lib/client/use-media'
import { PanelState } from '../chat/panel-state'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { ChatbotHeader } from './chatbot-header'
import { ChatbotPanel } from './chatbot-panel'
import { ChatbotSidebar } from './chatbot-sidebar'
import { chatbotTexts } from './chatbot-texts'
import { ChooseChatbot } from './choose-chatbot'
import { isSignedOut, SignedOut } from './signed-out'

const NewChatbotDialog = lazy(() =>
  import('./new-chatbot-dialog').then((module) => ({ default: module.NewChatbotDialog })),
)

/** The chatbots' page: chatbots and conversations at the side, one of them in the middle. The address says which. */
export function ChatbotsApp({ signedInAs }: { signedInAs: string }) {
  const params = useSearchParams()
  const isWide = useMedia('(min-width: 48rem)')
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [isCreating, setCreating] = useState(false)
  const list = useQuery(chatbotQueries.list())
  const [wanted, conversationId] = [params.get('b'), params.get('c')]
  const chatbots = list.data?.chatbots ?? []
  const current =
    chatbots.find(({ chatbot_id, slug }) => wanted !== null && [chatbot_id, slug].includes(wanted)) ?? null

  const open = (chatbot: ChatbotView | null, conversation: string | null = null) => {
    setSheetOpen(false)
    history.pushState(null, '', chatbot ? addressOf(chatbot.slug ?? chatbot.chatbot_id, conversation) : '/chatbots')
  }
  const onOpened = useCallback(
    (id: string) => wanted !== null && history.replaceState(null, '', addressOf(wanted, id)),
    [wanted],
  )
  const openMenu = () => setSheetOpen(true)
  const onCreate = () => setCreating(true)
  const sidebar = (
    <ChatbotSidebar
      chatbots={chatbots}
      current={current}
      conversationId={conversationId}
      signedInAs={signedInAs}
      onOpen={open}
      onCreate={onCreate}
      onConversation={(id) => open(current, id)}
    />
  )
  return (
    <div className="grid h-dvh grid-cols-[minmax(0,1fr)] bg-paper md:grid-cols-[17.5rem_minmax(0,1fr)]">
      <div className="hidden min-h-0 flex-col border-line border-e bg-sunken md:flex">
        <header>
          <Link href="/" className="flex h-14 items-center px-5 font-semibold text-[0.9375rem]">
            {texts.product}
          </Link>
        </header>
        {isWide ? <div className="min-h-0 grow">{sidebar}</div> : null}
      </div>
      {current ? (
        <ChatbotPanel
          key={current.chatbot_id}
          chatbot={current}
          conversationId={conversationId}
          onOpened={onOpened}
          onNew={() => open(current, 'new')}
          onGone={() => open(null)}
          onMenu={openMenu}
        />
      ) : (
        <main className="flex min-h-0 min-w-0 flex-col">
          <ChatbotHeader name={null} detail={null} onMenu={openMenu} documents={null} />
          <div className="min-h-0 grow overflow-y-auto">
            {isSignedOut(list.error) ? (
              <SignedOut />
            ) : !list.data ? (
              <PanelState
                error={list.error}
                onRetry={() => list.refetch()}
                waiting={chatbotTexts.loading}
                missing={chatbotTexts.failed}
                failed={chatbotTexts.failed}
              />
            ) : wanted !== null ? (
              <div role="status" className="mx-auto w-full max-w-3xl space-y-3 px-4 pt-6 md:px-8">
                <p className="said">{chatbotTexts.missing}</p>
                <Button onClick={() => open(null)}>{chatbotTexts.back}</Button>
              </div>
            ) : (
              <ChooseChatbot chatbots={chatbots} onOpen={open} onCreate={onCreate} />
            )}
          </div>
        </main>
      )}
      {isSheetOpen && !isWide ? (
        <Dialog title={chatbotTexts.title} place="left" onClose={() => setSheetOpen(false)}>
          {sidebar}
        </Dialog>
      ) : null}
      {isCreating ? (
        <Suspense>
          <NewChatbotDialog
            onClose={() => setCreating(false)}
            onCreated={(chatbot) => {
              setCreating(false)
              open(chatbot)
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

function addressOf(chatbot: string, conversation: string | null): string {
  const query = new URLSearchParams({ b: chatbot, ...(conversation === null ? {} : { c: conversation }) })
  return `/chatbots?${query}`
}
