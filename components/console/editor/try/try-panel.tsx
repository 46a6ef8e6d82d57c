'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { PanelState } from '@/components/chat/panel-state'
import { type Trial, useTrial } from '@/lib/client/console/use-trial'
import { queries } from '@/lib/client/queries'
import { tryTexts } from '../../texts/try-texts'
import { useEditor } from '../editor-context'
import { TryStart } from './try-start'
import { TryTalk } from './try-talk'

/** A conversation with the draft as it stands, beside the graph that it walks through. */
export default function TryPanel() {
  const { agentId, canEdit, setPath } = useEditor()
  const { trial, leave } = useTrial(agentId)
  useEffect(() => {
    if (!trial) setPath(null)
  }, [trial, setPath])
  if (!canEdit) return <p className="p-4 text-ink-soft">{tryTexts.readOnly}</p>
  if (!trial) return <TryStart />
  return <Loaded key={trial.conversationId} trial={trial} onLeave={leave} />
}

function Loaded({ trial, onLeave }: { trial: Trial; onLeave: () => void }) {
  const conversation = useQuery(queries.conversation(trial.conversationId))
  if (!conversation.data)
    return <PanelState error={conversation.error} onRetry={() => conversation.refetch()} onNew={onLeave} />
  return <TryTalk trial={trial} view={conversation.data} onLeave={onLeave} />
}
