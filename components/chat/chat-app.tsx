'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { makeKey } from '@/lib/client/make-key'
import { queries } from '@/lib/client/queries'
import { startFrom } from '@/lib/client/start-from'
import { useMedia } from '@/lib/client/use-media'
import { texts } from '../texts'
import { Dialog } from '../ui/dialog'
import { ChatPanel } from './chat-panel'
import { ChooseAgent } from './choose-agent'
import { drawDebug } from './draw-debug'
import { ThreadSidebar } from './thread-sidebar'
import { usePageTitle } from './use-page-title'

/** The chat page: conversations at the side, one of them in the middle. The address says which. */
export function ChatApp({ signedInAs }: { signedInAs: string | null }) {
  const params = useSearchParams()
  const isWide = useMedia('(min-width: 48rem)')
  const [key, setKey] = useState(makeKey)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const conversationId = params.get('c')
  const start = startFrom(params, key)
  const view = useQuery({ ...queries.conversation(conversationId ?? ''), enabled: conversationId !== null })
  usePageTitle(view.data ? (view.data.title ?? view.data.agent_name) : null)
  const agentId = params.get('agent') ?? view.data?.agent_id

  const go = (query: string) => {
    setSheetOpen(false)
    history.pushState(null, '', `/chat${query}`)
  }
  const onNew = () => {
    setKey(makeKey())
    go(agentId ? `?agent=${encodeURIComponent(agentId)}` : '')
  }
  const onStarted = useCallback((id: string) => history.replaceState(null, '', `/chat?c=${encodeURIComponent(id)}`), [])
  const openThreads = () => setSheetOpen(true)
  const sidebar = (
    <ThreadSidebar
      currentId={conversationId}
      onOpen={(id) => go(`?c=${encodeURIComponent(id)}`)}
      onNew={onNew}
      onGone={() => history.replaceState(null, '', '/chat')}
      signedInAs={signedInAs}
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
      {conversationId !== null || start ? (
        <ChatPanel
          conversationId={conversationId}
          start={start}
          onStarted={onStarted}
          onNew={onNew}
          onThreads={openThreads}
          drawDebug={drawDebug}
        />
      ) : (
        <ChooseAgent onThreads={openThreads} />
      )}
      {isSheetOpen && !isWide ? (
        <Dialog title={texts.threads.title} place="left" onClose={() => setSheetOpen(false)}>
          {sidebar}
        </Dialog>
      ) : null}
    </div>
  )
}
