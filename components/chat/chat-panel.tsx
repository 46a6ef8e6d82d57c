'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Start } from '@/lib/client/api'
import { queries } from '@/lib/client/queries'
import { useKept } from '@/lib/client/use-kept'
import type { ConversationView } from '@/lib/client/wire'
import { texts } from '../texts'
import { SidePanel } from '../ui/side-panel'
import { ChatHeader } from './chat-header'
import { Conversation, type Embedding } from './conversation'
import { AskWhy } from './debug/why-button'
import { Opening } from './opening'
import { PanelState } from './panel-state'

/** Draws the inside of a conversation that may be looked into, at the turn that somebody asked for. */
export type DrawDebug = (view: ConversationView, asked: { turnId: string } | null, onClose: () => void) => ReactNode

/**
 * One agent's conversation with header and composer: on the chat page and inside the widget. Opens a new one where
 * `conversationId` is null, and says which it became.
 */
export function ChatPanel({
  conversationId,
  start,
  onStarted,
  onNew,
  onThreads = null,
  drawDebug = null,
  embedding = null,
}: {
  conversationId: string | null
  /** What a new conversation is opened with; null: nobody was chosen. */
  start: Start | null
  onStarted: (conversationId: string) => void
  onNew: () => void
  onThreads?: (() => void) | null
  drawDebug?: DrawDebug | null
  /** Inside the widget, alone in its frame. */
  embedding?: (Embedding & { onClose: (() => void) | null }) | null
}) {
  const conversation = useQuery({ ...queries.conversation(conversationId ?? ''), enabled: conversationId !== null })
  const view = conversationId === null ? null : (conversation.data ?? null)
  const agentId = view?.agent_id ?? start?.agentId ?? ''
  const agent = useQuery({ ...queries.agent(agentId), enabled: agentId !== '' })
  const [isDebugOpen, setDebugOpen] = useKept('debug', false)
  const [asked, setAsked] = useState<{ turnId: string } | null>(null)
  const canDebug = drawDebug !== null && view?.can_debug === true
  const askWhy = (turnId: string) => {
    setAsked({ turnId })
    setDebugOpen(true)
  }
  const closeDebug = () => {
    setAsked(null)
    setDebugOpen(false)
  }
  return (
    <div className="flex h-full min-h-0 min-w-0">
      <main
        // Beside the host page's own.
        aria-label={embedding ? (view?.agent_name ?? texts.threads.title) : undefined}
        className="flex min-h-0 min-w-0 grow flex-col"
      >
        <ChatHeader
          view={view}
          agent={agent.data ?? null}
          onThreads={onThreads}
          onNew={view?.form?.form_id ? null : onNew}
          isAlone={embedding !== null}
          onClose={embedding?.onClose ?? null}
          debug={canDebug ? { isOpen: isDebugOpen, toggle: isDebugOpen ? closeDebug : () => setDebugOpen(true) } : null}
        />
        {view ? (
          <AskWhy value={canDebug ? askWhy : null}>
            <Conversation key={view.id} view={view} onNew={onNew} embedding={embedding} />
          </AskWhy>
        ) : null}
        {conversationId !== null && !view ? (
          <PanelState error={conversation.error} onRetry={() => conversation.refetch()} onNew={onNew} />
        ) : null}
        {conversationId === null && start ? <Opening key={start.key} start={start} onStarted={onStarted} /> : null}
      </main>
      {canDebug && view && isDebugOpen ? (
        <SidePanel title={texts.debug.title} onClose={closeDebug}>
          {drawDebug(view, asked, closeDebug)}
        </SidePanel>
      ) : null}
    </div>
  )
}
