'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { formQueries } from '@/lib/client/console/form-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { formTexts } from '../texts/form-texts'
import { BuildView } from './build/build-view'
import { FormMenu } from './form-menu'
import { FormStates } from './form-states'

const ResponsesView = dynamic(() => import('./responses-view'))
const DropOffView = dynamic(() => import('./drop-off-view'))
const CallbackView = dynamic(() => import('./callback-view'))
const LinkView = dynamic(() => import('./link-view'))

const views = ['build', 'responses', 'drop-off', 'callback', 'link'] as const

/** One form: how it is built, what people answered, where they leave, who is told, and how it is reached. */
export function FormPage({ formId }: { formId: number }) {
  const { read, write } = useAddress()
  const found = useQuery(formQueries.list())
  const form = found.data?.forms.find(({ form_id }) => form_id === formId)
  const current = views.find((view) => view === read('tab')) ?? 'build'
  const parent = { label: formTexts.title, href: '/console/forms' }
  if (!form)
    return (
      <ConsolePage>
        <PageHeader parent={parent} title={found.data ? formTexts.notThere : formTexts.title} />
        {found.data ? (
          <EmptyState title={formTexts.notThere}>{formTexts.notThereDetail}</EmptyState>
        ) : (
          <LoadState
            error={found.error}
            failed={formTexts.failed}
            loading={formTexts.loading}
            onRetry={() => found.refetch()}
          />
        )}
      </ConsolePage>
    )
  return (
    <div className="mx-auto w-full max-w-[100rem] space-y-3 px-4 py-4 pb-16 md:px-8 md:py-6">
      <PageHeader
        parent={parent}
        title={form.name}
        state={<FormStates form={form} />}
        actions={<FormMenu form={form} />}
      />
      <Tabs
        label={formTexts.views}
        tabs={views.map((id) => ({ id, label: formTexts.tabs[id] }))}
        current={current}
        onChange={(tab) => write({ ...nothingElse, tab: tab === 'build' ? '' : tab })}
      >
        <div className="pt-4">
          {current === 'build' ? <BuildView key={form.agent_id} form={form} /> : null}
          {current === 'responses' ? <ResponsesView form={form} /> : null}
          {current === 'drop-off' ? <DropOffView form={form} /> : null}
          {current === 'callback' ? <CallbackView form={form} /> : null}
          {current === 'link' ? <LinkView form={form} /> : null}
        </div>
      </Tabs>
    </div>
  )
}

// What another view had in the address.
const nothingElse = {
  ...{ part: '', status: '', search: '', since: '', until: '', response: '', columns: '', reveal: '', as: '' },
}
