import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { showMessage } from '@/components/chat/debug/mark-words'
import { TurnList } from '@/components/chat/debug/turn-list'
import { texts } from '@/components/texts'
import { LoadState } from '@/components/ui/load-state'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import { pathOf } from '@/lib/client/why-path'
import type { TurnView } from '@/lib/client/wire'
import { conversationTexts } from '../texts/conversation-texts'
import { WalkedMap } from './walked-map'

/** By its id, or by its number: an object of its own each time somebody asks. An empty id is none. */
export type AskedTurn = { turnId: string } | { number: number }

/** Where the conversation has gone in its workflow, and every turn with all that was decided in it. */
export default function WhyPanel({
  detail,
  turns: { data, error, refetch },
  asked,
  onAsk,
  onShown,
}: {
  detail: ConversationDetail
  turns: UseQueryResult<TurnView[]>
  asked: AskedTurn | null
  onAsk: (asked: AskedTurn) => void
  /** Somebody went on to a message. */
  onShown: () => void
}) {
  const turns = data ?? []
  const turnId = asked === null ? '' : 'turnId' in asked ? asked.turnId : turnOf(turns, asked.number)
  // Anew with each asking, also for the same turn, and not when the turns are read again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the asking is what makes it anew
  const wanted = useMemo(() => (turnId === '' ? null : { turnId }), [asked, turnId])
  const path = useMemo(() => pathOf(data ?? []), [data])
  const names = new Map(
    detail.transitions.flatMap((step) => [[step.from, step.from_name] as const, [step.to, step.to_name] as const]),
  )
  if (!data)
    return (
      <LoadState error={error} failed={texts.debug.turnsFailed} loading={texts.debug.turnsLoading} onRetry={refetch} />
    )
  return (
    <div>
      <p className="p-3 text-ink-soft">{conversationTexts.one.whyDetail}</p>
      <WalkedMap detail={detail} path={path} onOpenTurn={(id) => onAsk({ turnId: id })} />
      {turns.length === 0 ? <p className="border-line border-t p-3 text-ink-soft">{texts.debug.noTurns}</p> : null}
      <TurnList
        turns={turns}
        asked={wanted}
        nameOf={(id) => names.get(id) ?? id}
        onShowMessage={(messageId) => {
          onShown()
          setTimeout(() => showMessage(messageId))
        }}
      />
    </div>
  )
}

function turnOf(turns: readonly TurnView[], number: number): string {
  return turns.findLast((turn) => turn.number === number)?.id ?? ''
}
