import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Start } from '@/lib/client/api'
import { queries } from '@/lib/client/queries'
import { texts } from '../texts'
import { PanelState } from './panel-state'

/** A conversation that is being opened: the agent speaks first, so it exists before the visitor writes. */
export function Opening({ start, onStarted }: { start: Start; onStarted: (conversationId: string) => void }) {
  const started = useQuery(queries.started(start))
  const id = started.data?.id
  useEffect(() => {
    if (id) onStarted(id)
  }, [id, onStarted])
  return (
    <PanelState
      error={started.error}
      onRetry={() => started.refetch()}
      waiting={texts.conversation.opening}
      missing={texts.conversation.agentMissing}
      failed={texts.conversation.startFailed}
    />
  )
}
