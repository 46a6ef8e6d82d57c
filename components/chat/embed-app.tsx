'use client'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { queries } from '@/lib/client/queries'
import { useIsBrowser } from '@/lib/client/use-is-browser'
import { ChatPanel } from './chat-panel'
import { EmbedThreads } from './embed-threads'
import { useEmbedNews } from './use-embed-news'
import { useFrameHeight } from './use-frame-height'
import { useHost } from './use-host'
import { useKeptConversation } from './use-kept-conversation'

/** One agent's conversation inside the widget's frame; it is found again on the next page and in the next tab. */
export function EmbedApp({ agentId }: { agentId: string }) {
  const isBrowser = useIsBrowser()
  return isBrowser ? <Embedded agentId={agentId} /> : null
}

function Embedded({ agentId }: { agentId: string }) {
  const { conversationId, startedId, key, choose, onStarted, onNew } = useKeptConversation(agentId)
  const [isListOpen, setListOpen] = useState(false)
  const host = useHost(onNew)
  const { state, post, onHandedOver } = host
  const { isInline, isConnected, takesFocus, variables } = state
  const agent = useQuery(queries.agent(agentId))
  const onClose = useCallback(() => post({ type: 'close' }), [post])
  const onHeight = useCallback((height: number) => post({ type: 'height', height }), [post])
  const loadedId = useEmbedNews(conversationId, startedId, host)
  useFrameHeight(loadedId, isInline ? onHeight : null)
  useEscape(onClose)
  if (!isConnected) return null
  return (
    <div className="h-dvh bg-paper">
      <ChatPanel
        conversationId={conversationId}
        start={{ agentId, key, ...(Object.keys(variables).length > 0 ? { variables } : {}) }}
        onStarted={onStarted}
        onNew={onNew}
        onThreads={() => setListOpen(true)}
        embedding={{
          takesFocus,
          handed: state.handed[0] ?? null,
          onHandedOver,
          onClose: isInline ? null : onClose,
        }}
      />
      {isListOpen ? (
        <EmbedThreads
          agentId={agent.data?.id ?? agentId}
          currentId={conversationId}
          onOpen={choose}
          onNew={onNew}
          onClose={() => setListOpen(false)}
        />
      ) : null}
    </div>
  )
}

/** Escape closes the widget, unless something inside it is closed by it. */
function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) onEscape()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [onEscape])
}
