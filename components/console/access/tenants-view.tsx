import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { takesFocus } from '@/components/ui/dialog'
import { FormDialog } from '@/components/ui/form-dialog'
import { LoadState } from '@/components/ui/load-state'
import { TextField } from '@/components/ui/text-field'
import { accessQueries } from '@/lib/client/console/access-queries'
import { sendJson } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { TenantSettings } from './tenant-settings'
import { ToldOnce } from './told-once'
import { useChange } from './use-change'

const words = accessTexts.tenants

/** The person's own tenant, and for those who run the server the others. */
export default function TenantsView() {
  const [isAdding, setAdding] = useState(false)
  const [told, setTold] = useState<{ email: string; password: string } | null>(null)
  const tenants = useQuery(accessQueries.tenants())
  const own = useQuery(accessQueries.tenant())
  if (!tenants.data || !own.data)
    return (
      <LoadState
        error={tenants.error ?? own.error}
        failed={accessTexts.failed}
        loading={accessTexts.loading}
        onRetry={() => Promise.all([tenants.refetch(), own.refetch()])}
      />
    )
  return (
    <div className="space-y-8">
      <section className="max-w-xl space-y-4">
        <h2 className="font-semibold">{words.own}</h2>
        <TenantSettings key={JSON.stringify(own.data)} settings={own.data} maySetHosts={tenants.data.may_add} />
      </section>
      {tenants.data.may_add ? (
        <section className="space-y-4">
          <h2 className="font-semibold">{words.others}</h2>
          <Button look="accent" onClick={() => setAdding(true)}>
            <Plus size={16} aria-hidden />
            {words.add}
          </Button>
          <DataTable
            label={words.others}
            rows={tenants.data.tenants}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'name',
                head: words.name,
                isName: true,
                cell: ({ name }) => <bdi className="wrap-anywhere">{name}</bdi>,
              },
              { id: 'id', head: 'Id', cell: ({ id }) => <span className="font-mono text-xs">{id}</span> },
              { id: 'created', head: words.created, cell: ({ created_at }) => <Time at={created_at} /> },
            ]}
          />
        </section>
      ) : null}
      {isAdding ? (
        <AddTenant
          onClose={() => setAdding(false)}
          onAdded={(email, password) => {
            setAdding(false)
            if (password) setTold({ email, password })
          }}
        />
      ) : null}
      {told ? (
        <ToldOnce title={accessTexts.people.made(told.email)} secret={told.password} onClose={() => setTold(null)} />
      ) : null}
    </div>
  )
}

function AddTenant({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (email: string, password: string | null) => void
}) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const add = useChange(
    'tenants',
    () =>
      sendJson<{ owner: { email: string }; password: string | null }>('POST', '/api/admin/tenants', {
        ...{ name: name.trim(), owner_email: email.trim() },
      }),
    { isQuiet: true, done: (_: undefined, { owner, password }) => onAdded(owner.email, password) },
  )
  return (
    <FormDialog
      title={words.addTitle}
      submit={words.add}
      isBusy={add.isPending}
      error={add.error?.message}
      onSubmit={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <p className="text-ink-soft">{words.addDetail}</p>
      <TextField ref={takesFocus} required maxLength={100} label={words.name} value={name} onChange={setName} />
      <TextField required type="email" autoComplete="off" label={words.owner} value={email} onChange={setEmail} />
    </FormDialog>
  )
}
