'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmByTyping } from '@/components/ui/confirm-by-typing'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { useToast } from '@/components/ui/toast'
import { sendOnly } from '@/lib/client/console/console-request'
import { sourcePath, sourceQueries } from '@/lib/client/console/source-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { Gone, isGone } from '../shell/gone'
import { useMay } from '../shell/person'
import { dataTexts } from '../texts/data-texts'
import { shellTexts } from '../texts/shell-texts'
import { IdentityView } from './identity-view'
import { QueryView } from './query-view'
import { TablesView } from './tables-view'

/** One data source: its tables, whose rows they are, and a query under the rules that hold for agents. */
export function SourcePage({ source }: { source: string }) {
  const { read, write } = useAddress()
  const mayChange = useMay('editor')
  const found = useQuery(sourceQueries.source(source))
  if (!found.data)
    return (
      <ConsolePage>
        {isGone(found.error) ? (
          <Gone title={dataTexts.gone} href="/console/data" back={dataTexts.back}>
            {dataTexts.goneDetail}
          </Gone>
        ) : (
          <LoadState
            error={found.error}
            failed={dataTexts.failed}
            loading={dataTexts.loading}
            onRetry={found.refetch}
          />
        )}
      </ConsolePage>
    )
  const { data } = found
  const views = mayChange ? (['tables', 'identity', 'query'] as const) : (['tables', 'identity'] as const)
  const current = views.find((view) => view === read('view')) ?? 'tables'
  return (
    <ConsolePage>
      <PageHeader
        parent={{ label: dataTexts.title, href: '/console/data' }}
        title={data.name}
        state={<Badge>{dataTexts.kinds[data.kind]}</Badge>}
        actions={mayChange ? <DeleteSource id={data.id} name={data.name} /> : null}
      />
      <Tabs
        label={dataTexts.views}
        tabs={views.map((id) => ({ id, label: dataTexts.tabs[id] }))}
        current={current}
        onChange={(view) => write({ view: view === 'tables' ? '' : view })}
      >
        <div className="pt-5">
          {current === 'tables' ? <TablesView source={data} mayChange={mayChange} /> : null}
          {current === 'identity' ? <IdentityView key={data.identity} source={data} mayChange={mayChange} /> : null}
          {current === 'query' ? <QueryView source={data} /> : null}
        </div>
      </Tabs>
    </ConsolePage>
  )
}

function DeleteSource({ id, name }: { id: string; name: string }) {
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => sendOnly('DELETE', sourcePath(id)),
    onSuccess: () => {
      toast({ words: dataTexts.deleted(name) })
      void client.invalidateQueries({ queryKey: ['console', 'data'], exact: true })
      router.push('/console/data')
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{dataTexts.delete}</Button>
      {isAsking ? (
        <ConfirmByTyping
          title={dataTexts.deleteTitle}
          detail={dataTexts.deleteDetail(name)}
          label={shellTexts.confirm.type(shellTexts.confirm.word)}
          word={shellTexts.confirm.word}
          action={dataTexts.delete}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
