'use client'
import { useQuery } from '@tanstack/react-query'
import { Check, ChevronsDownUp, ChevronsUpDown, Terminal } from 'lucide-react'
import { useState } from 'react'
import { useCopy } from '@/components/use-copy'
import { queries } from '@/lib/client/queries'
import { useMedia } from '@/lib/client/use-media'
import { withLive } from '@/lib/client/why-live'
import { pathOf } from '@/lib/client/why-path'
import { scriptOf } from '@/lib/client/why-script'
import type { ConversationView } from '@/lib/client/wire'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { showMessage } from './debug/mark-words'
import { TurnList } from './debug/turn-list'
import { WorkflowSection } from './debug/workflow-section'

/** Why the agent did what it did: where it stands in its workflow, and every turn with all that was decided in it. */
export function DebugPanel({
  view,
  asked,
  onClose,
}: {
  view: ConversationView
  /** The turn that was asked for from its message: an object of its own each time. */
  asked: { turnId: string } | null
  onClose: () => void
}) {
  const isBeside = useMedia('(min-width: 64rem)')
  const stored = useQuery(queries.turns(view.id))
  const live = useQuery(queries.liveTurn(view.id))
  const workflow = useQuery(queries.workflow(view.id))
  const [isTall, setTall] = useState(false)
  const [fromGraph, setFromGraph] = useState<{ turnId: string; after: typeof asked } | null>(null)
  const [isCopied, copy] = useCopy()
  const turns = withLive(stored.data ?? [], live.data ?? [])
  const path = pathOf(turns)
  const names = new Map(workflow.data?.nodes.map(({ id, name }) => [id, name]))
  const onShowMessage = (messageId: string) => {
    // A sheet would cover it.
    if (!isBeside) onClose()
    setTimeout(() => showMessage(messageId))
  }
  return (
    <div className="flex min-h-full flex-col">
      <div className="flex items-center gap-1 ps-3">
        <p className="min-w-0 grow truncate text-ink-soft">
          {texts.debug.version(view.agent_version)} · <bdi>{names.get(path.current ?? '') ?? view.node.name}</bdi>
        </p>
        <IconButton
          icon={isCopied ? Check : Terminal}
          size={16}
          label={isCopied ? texts.message.copied : texts.debug.copyScript}
          onClick={() => copy(scriptOf(view))}
        />
        <IconButton
          icon={isTall ? ChevronsDownUp : ChevronsUpDown}
          size={16}
          label={isTall ? texts.debug.smaller : texts.debug.larger}
          onClick={() => setTall(!isTall)}
        />
      </div>
      <WorkflowSection
        conversationId={view.id}
        path={path}
        currentId={path.current ?? view.node.id}
        isTall={isTall}
        onOpenTurn={(turnId) => setFromGraph({ turnId, after: asked })}
      />
      {stored.isError && turns.length === 0 ? (
        <div className="space-y-2 border-line border-t p-3">
          <p>{texts.debug.turnsFailed}</p>
          <Button onClick={() => void stored.refetch()}>{texts.tryAgain}</Button>
        </div>
      ) : null}
      {stored.isPending ? (
        <p role="status" className="waiting-dot border-line border-t p-3 text-ink-soft">
          {texts.debug.turnsLoading}
        </p>
      ) : null}
      {stored.isSuccess && turns.length === 0 ? (
        <p className="border-line border-t p-3 text-ink-soft">{texts.debug.noTurns}</p>
      ) : null}
      <TurnList
        turns={turns}
        asked={fromGraph && fromGraph.after === asked ? fromGraph : asked}
        nameOf={(id) => names.get(id) ?? id}
        onShowMessage={onShowMessage}
      />
    </div>
  )
}
