'use client'
import dynamic from 'next/dynamic'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { conversationTexts } from '../texts/conversation-texts'
import { ConversationList } from './conversation-list'

const ErasuresView = dynamic(() => import('./erasures-view'))

const views = ['list', 'erasures'] as const

/** All conversations of a tenant; for owners also what was erased. */
export function ConversationsPage() {
  const { read, write } = useAddress()
  const mayErase = useMay('owner')
  const current = mayErase && read('view') === 'erasures' ? 'erasures' : 'list'
  return (
    <ConsolePage>
      <PageHeader title={conversationTexts.title} />
      {mayErase ? (
        <Tabs
          label={conversationTexts.views}
          tabs={views.map((id) => ({ id, label: conversationTexts.tabs[id] }))}
          current={current}
          onChange={(view) => write({ view: view === 'list' ? '' : view })}
        >
          <div className="pt-5">{current === 'list' ? <ConversationList /> : <ErasuresView />}</div>
        </Tabs>
      ) : (
        <ConversationList />
      )}
    </ConsolePage>
  )
}
