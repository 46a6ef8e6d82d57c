'use client'
import dynamic from 'next/dynamic'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { accessTexts } from '../texts/access-texts'

const views = {
  people: dynamic(() => import('./people-view')),
  keys: dynamic(() => import('./keys-view')),
  widget: dynamic(() => import('./widget-view')),
  providers: dynamic(() => import('./providers-view')),
  tenants: dynamic(() => import('./tenants-view')),
  audit: dynamic(() => import('./audit-view')),
}

type View = keyof typeof views

const order: readonly View[] = ['people', 'keys', 'widget', 'providers', 'tenants', 'audit']

/** Who may do what here, from where, and who has done it. */
export function AccessPage() {
  const { read, write } = useAddress()
  const current = order.find((view) => view === read('view')) ?? 'people'
  const isOwner = useMay('owner')
  const Shown = views[current]
  if (!isOwner)
    return (
      <ConsolePage>
        <PageHeader title={accessTexts.title} />
        <EmptyState title={accessTexts.ownersOnly}>{accessTexts.ownersOnlyDetail}</EmptyState>
      </ConsolePage>
    )
  return (
    <ConsolePage>
      <PageHeader title={accessTexts.title} />
      <Tabs
        label={accessTexts.views}
        tabs={order.map((id) => ({ id, label: accessTexts.tabs[id] }))}
        current={current}
        onChange={(view) => write({ view: view === 'people' ? '' : view, search: '' })}
      >
        <div className="pt-5">
          <Shown />
        </div>
      </Tabs>
    </ConsolePage>
  )
}
