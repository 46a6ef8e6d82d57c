import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { DataTable } from '@/components/ui/data-table'
import { takesFocus } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { FormDialog } from '@/components/ui/form-dialog'
import { LoadState } from '@/components/ui/load-state'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toast'
import { accessQueries, type KeyRow } from '@/lib/client/console/access-queries'
import { sendJson, sendOnly } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { ToldOnce } from './told-once'
import { useChange } from './use-change'

const words = accessTexts.keys

type Open =
  | { kind: 'add' }
  | { kind: 'revoke'; key: KeyRow }
  | { kind: 'told'; name: string; secret: string; use: KeyRow['kind'] }

/** Keys that backends call the API with. */
export default function KeysView() {
  const toast = useToast()
  const [open, setOpen] = useState<Open | null>(null)
  const keys = useQuery(accessQueries.keys())
  const close = () => setOpen(null)
  const revoke = useChange('keys', ({ id }: KeyRow) => sendOnly('DELETE', `/api/admin/keys/${id}`), {
    done: ({ name }) => {
      close()
      toast({ words: words.revoked(name) })
    },
  })
  if (!keys.data)
    return (
      <LoadState error={keys.error} failed={accessTexts.failed} loading={accessTexts.loading} onRetry={keys.refetch} />
    )
  const add = (
    <Button look="accent" onClick={() => setOpen({ kind: 'add' })}>
      <Plus size={16} aria-hidden />
      {words.add}
    </Button>
  )
  return (
    <div className="space-y-4">
      {keys.data.keys.length === 0 ? (
        <EmptyState title={words.empty} action={add}>
          {words.emptyDetail}
        </EmptyState>
      ) : (
        <>
          {add}
          <DataTable
            label={accessTexts.tabs.keys}
            rows={keys.data.keys}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'name',
                head: words.name,
                isName: true,
                cell: ({ name }) => <bdi className="wrap-anywhere font-medium">{name}</bdi>,
              },
              { id: 'kind', head: words.kind, cell: ({ kind }) => words.short[kind] },
              { id: 'created', head: words.created, cell: ({ created_at }) => <Time at={created_at} /> },
              {
                id: 'used',
                head: words.used,
                cell: ({ last_used_at }) => (last_used_at ? <Time at={last_used_at} /> : words.never),
              },
              {
                id: 'state',
                head: words.state,
                cell: ({ revoked_at }) =>
                  revoked_at ? <Badge>{words.revokedOn}</Badge> : <Badge look="ok">{words.active}</Badge>,
              },
              {
                id: 'actions',
                head: words.revoke,
                isAction: true,
                cell: (key) =>
                  key.revoked_at ? null : (
                    <Button look="plain" onClick={() => setOpen({ kind: 'revoke', key })}>
                      {words.revoke}
                    </Button>
                  ),
              },
            ]}
          />
        </>
      )}
      {open?.kind === 'add' ? (
        <AddKey onClose={close} onAdded={(name, secret, use) => setOpen({ kind: 'told', name, secret, use })} />
      ) : null}
      {open?.kind === 'revoke' ? (
        <Confirm
          title={words.revoke}
          action={words.revoke}
          look="danger"
          isBusy={revoke.isPending}
          error={revoke.error?.message ?? null}
          onConfirm={() => revoke.mutate(open.key)}
          onClose={close}
        >
          <p>{words.revokeDetail(open.key.name)}</p>
        </Confirm>
      ) : null}
      {open?.kind === 'told' ? (
        <ToldOnce title={open.name} secret={open.secret} use={words.use[open.use]} onClose={close} />
      ) : null}
    </div>
  )
}

function AddKey({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (name: string, secret: string, use: KeyRow['kind']) => void
}) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<KeyRow['kind']>('hmac')
  const add = useChange(
    'keys',
    () => sendJson<{ secret: string }>('POST', '/api/admin/keys', { kind, name: name.trim() }),
    { isQuiet: true, done: (_: undefined, { secret }) => onAdded(name.trim(), secret, kind) },
  )
  const kinds = (['hmac', 'bearer'] as const).map((value) => ({ value, label: words.kinds[value] }))
  return (
    <FormDialog
      title={words.addTitle}
      submit={words.add}
      isBusy={add.isPending}
      error={add.error?.message}
      onSubmit={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        ref={takesFocus}
        required
        maxLength={100}
        label={words.name}
        hint={words.nameHint}
        value={name}
        onChange={setName}
      />
      <SelectField label={words.kind} value={kind} options={kinds} onChange={setKind} />
    </FormDialog>
  )
}
