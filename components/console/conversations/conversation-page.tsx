'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { conversationQueries } from '@/lib/client/console/conversation-queries'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { Gone, isGone } from '../shell/gone'
import { conversationTexts } from '../texts/conversation-texts'
import { AboutView } from './about-view'
import { AnalysisView } from './analysis-view'
import { CallsView } from './calls-view'
import { ConversationActions } from './conversation-actions'
import { ConversationLine } from './conversation-line'
import { KnownView } from './known-view'
import { SentimentBadge } from './sentiment-badge'
import { StatusBadge } from './status-badge'
import { type MoreMessages, TalkView } from './talk-view'
import type { AskedTurn } from './why-panel'

const words = conversationTexts.one
const order = ['talk', 'known', 'calls', 'analysis', 'about'] as const

/** One conversation with all that is known of it. */
export function ConversationPage({ conversationId }: { conversationId: string }) {
  const found = useInfiniteQuery({
    ...conversationQueries.detail(conversationId),
    // One that is open goes on while somebody looks.
    refetchInterval: ({ state }) => (state.data?.pages[0]?.status === 'active' ? 10_000 : false),
  })
  const [head] = found.data?.pages ?? []
  if (head)
    return (
      <Loaded
        detail={head}
        messages={found.data?.pages.flatMap(({ messages }) => messages) ?? []}
        more={found.hasNextPage ? { isLoading: found.isFetchingNextPage, load: found.fetchNextPage } : null}
      />
    )
  return (
    <ConsolePage>
      {isGone(found.error) ? (
        <Gone title={words.gone} href="/console/conversations" back={words.back}>
          {words.goneDetail}
        </Gone>
      ) : (
        <LoadState
          error={found.error}
          failed={words.failed}
          loading={conversationTexts.loading}
          onRetry={found.refetch}
        />
      )}
    </ConsolePage>
  )
}

function Loaded({
  detail,
  messages,
  more,
}: {
  detail: ConversationDetail
  messages: ConversationDetail['messages']
  more: MoreMessages
}) {
  const { read, write } = useAddress()
  const current = order.find((view) => view === read('view')) ?? 'talk'
  const [asked, setAsked] = useState<AskedTurn | null>(null)
  const openTurn = useCallback(
    (number: number) => {
      write({ view: '' })
      setAsked({ number })
    },
    [write],
  )
  const show = (view: string) => write({ view: view === 'talk' ? '' : view })
  return (
    <ConsolePage>
      <div className="space-y-1">
        <PageHeader
          parent={{ label: conversationTexts.title, href: '/console/conversations' }}
          title={detail.title ?? conversationTexts.untitled}
          state={
            <span className="flex gap-1.5">
              <StatusBadge status={detail.status} />
              {detail.analysis?.sentiment ? <SentimentBadge sentiment={detail.analysis.sentiment} /> : null}
            </span>
          }
          actions={<ConversationActions detail={detail} onAnalysed={() => show('analysis')} />}
        />
        <ConversationLine detail={detail} />
      </div>
      <Tabs
        label={words.views}
        tabs={order.map((id) => ({ id, label: words.tabs[id] }))}
        current={current}
        onChange={show}
      >
        <div className="pt-4">
          {current === 'talk' ? (
            <TalkView detail={detail} messages={messages} more={more} asked={asked} onAsk={setAsked} />
          ) : null}
          {current === 'known' ? <KnownView variables={detail.variables} onOpenTurn={openTurn} /> : null}
          {current === 'calls' ? <CallsView detail={detail} onOpenTurn={openTurn} /> : null}
          {current === 'analysis' ? <AnalysisView result={detail.analysis_result} /> : null}
          {current === 'about' ? <AboutView detail={detail} /> : null}
        </div>
      </Tabs>
    </ConsolePage>
  )
}
