import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { Menu } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { accessQueries, type ProviderRow, type ProviderTrial } from '@/lib/client/console/access-queries'
import { sendJson, sendOnly } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { AddProvider } from './add-provider'
import { useChange } from './use-change'

const words = accessTexts.providers

/** Language model servers that agents may name. */
export default function ProvidersView() {
  const toast = useToast()
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<ProviderRow | null>(null)
  const providers = useQuery(accessQueries.providers())
  const place = ({ name }: ProviderRow) => `/api/admin/providers/${encodeURIComponent(name)}`
  const remove = useChange('providers', (provider: ProviderRow) => sendOnly('DELETE', place(provider)), {
    done: ({ name }) => {
      setLeaving(null)
      toast({ words: words.removed(name) })
    },
  })
  if (!providers.data)
    return (
      <LoadState
        error={providers.error}
        failed={accessTexts.failed}
        loading={accessTexts.loading}
        onRetry={providers.refetch}
      />
    )
  const add = (
    <Button look="accent" onClick={() => setAdding(true)}>
      <Plus size={16} aria-hidden />
      {words.add}
    </Button>
  )
  const rows = providers.data.providers
  return (
    <div className="space-y-4">
      {rows.length === 0 ? (
        <EmptyState title={words.empty} action={add}>
          {words.emptyDetail}
        </EmptyState>
      ) : (
        <>
          {add}
          <DataTable
            label={accessTexts.tabs.providers}
            rows={rows}
            keyOf={({ name, is_own }) => `${name} ${is_own}`}
            columns={[
              {
                id: 'name',
                head: words.name,
                isName: true,
                cell: ({ name, is_own }) => (
                  <span className="flex flex-wrap items-center gap-2">
                    <span className="wrap-anywhere font-mono">{name}</span>
                    {is_own ? null : <Badge>{words.shared}</Badge>}
                  </span>
                ),
              },
              { id: 'kind', head: words.kind, cell: ({ kind }) => words.short[kind] ?? kind },
              {
                id: 'model',
                head: words.model,
                cell: ({ model, fallback_model }) => [model, fallback_model].filter(Boolean).join(', '),
              },
              { id: 'test', head: words.test, cell: (provider) => <TestCall path={place(provider)} /> },
              {
                id: 'actions',
                head: accessTexts.actions(''),
                isAction: true,
                cell: (provider) =>
                  provider.is_own ? (
                    <Menu
                      label={accessTexts.actions(provider.name)}
                      items={[{ label: words.remove, look: 'danger', onChoose: () => setLeaving(provider) }]}
                    />
                  ) : null,
              },
            ]}
          />
        </>
      )}
      {isAdding ? <AddProvider onClose={() => setAdding(false)} /> : null}
      {leaving ? (
        <Confirm
          title={words.remove}
          action={words.remove}
          look="danger"
          isBusy={remove.isPending}
          error={remove.error?.message ?? null}
          onConfirm={() => remove.mutate(leaving)}
          onClose={() => setLeaving(null)}
        >
          <p>{words.removeDetail(leaving.name)}</p>
        </Confirm>
      ) : null}
    </div>
  )
}

function TestCall({ path }: { path: string }) {
  const test = useMutation({ mutationFn: () => sendJson<ProviderTrial>('POST', `${path}/test`) })
  const why = test.error?.message ?? test.data?.error ?? null
  return (
    <span className="flex flex-wrap items-center justify-end gap-2 md:justify-start">
      <Button look="plain" disabled={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? words.testing : words.test}
      </Button>
      <span role="status" className={`wrap-anywhere min-w-0 text-xs ${why ? 'text-danger' : 'text-ok'}`}>
        {why ? words.fails(why) : test.data ? words.works(test.data.ms) : null}
      </span>
    </span>
  )
}
