import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { AskWhy } from '@/components/chat/debug/why-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { conversationQueries } from '@/lib/client/console/conversation-queries'
import { messageView } from '@/lib/client/console/conversation-turns'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import { useMedia } from '@/lib/client/use-media'
import { conversationTexts } from '../texts/conversation-texts'
import { Transcript } from './transcript'
import type { AskedTurn } from './why-panel'

const words = conversationTexts.one
const WhyPanel = dynamic(() => import('./why-panel'), {
  loading: () => (
    <p role="status" className="waiting-dot p-3 text-ink-soft">
      {conversationTexts.loading}
    </p>
  ),
})

export type MoreMessages = { isLoading: boolean; load: () => unknown } | null

/** What was said, and beside it why; on phones the why is a sheet. */
export function TalkView({
  detail,
  messages,
  more,
  asked,
  onAsk,
}: {
  detail: ConversationDetail
  messages: ConversationDetail['messages']
  more: MoreMessages
  asked: AskedTurn | null
  onAsk: (asked: AskedTurn) => void
}) {
  const isBeside = useMedia('(min-width: 64rem)')
  const [closed, setClosed] = useState<AskedTurn | null>(null)
  const turns = useQuery({
    ...conversationQueries.turns(detail.conversation_id),
    refetchInterval: detail.status === 'active' ? 10_000 : false,
  })
  const eventsOf = (turnId: string) => turns.data?.filter(({ id }) => id === turnId).at(-1)?.events ?? []
  const shown = messages.map((message) => messageView(message, eventsOf(message.turn_id)))
  const notes = new Map(messages.map(({ id, feedback_note }) => [id, feedback_note]))
  const isSheet = !isBeside && asked !== null && asked !== closed
  const why = (
    <WhyPanel
      detail={detail}
      turns={turns}
      asked={asked}
      onAsk={onAsk}
      onShown={() => {
        // A sheet would cover the message.
        if (!isBeside) setClosed(asked)
      }}
    />
  )
  return (
    <AskWhy value={(turnId) => onAsk({ turnId })}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="space-y-4">
          {isBeside ? null : <Button onClick={() => onAsk({ turnId: '' })}>{words.showWhy}</Button>}
          <Transcript messages={shown} notes={notes} agentName={detail.agent_name} />
          {more ? (
            <Button disabled={more.isLoading} onClick={() => void more.load()}>
              {words.moreMessages}
            </Button>
          ) : null}
        </div>
        {isBeside ? (
          <aside
            aria-label={words.why}
            className="sticky top-4 max-h-[calc(100dvh-2rem)] self-start overflow-y-auto rounded-surface border border-line bg-sunken"
          >
            {why}
          </aside>
        ) : null}
      </div>
      {isSheet ? (
        <Dialog title={words.why} place="below" onClose={() => setClosed(asked)}>
          {why}
        </Dialog>
      ) : null}
    </AskWhy>
  )
}
