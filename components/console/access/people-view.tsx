import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { DataTable } from '@/components/ui/data-table'
import { LoadState } from '@/components/ui/load-state'
import { Menu } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { accessQueries, type PersonRow } from '@/lib/client/console/access-queries'
import { sendJson, sendOnly } from '@/lib/client/console/console-request'
import { usePerson } from '../shell/person'
import { accessTexts } from '../texts/access-texts'
import { AddPerson, ChangeRole } from './person-dialogs'
import { ToldOnce } from './told-once'
import { useChange } from './use-change'

const words = accessTexts.people

type Open =
  | { kind: 'add' }
  | { kind: 'role' | 'password' | 'remove'; person: PersonRow }
  | { kind: 'told'; email: string; password: string }

/** Who may sign in, and as what. */
export default function PeopleView() {
  const me = usePerson()
  const toast = useToast()
  const [open, setOpen] = useState<Open | null>(null)
  const people = useQuery(accessQueries.people())
  const close = () => setOpen(null)
  const renew = useChange(
    'people',
    ({ id }: PersonRow) => sendJson<{ password: string }>('PATCH', `/api/admin/people/${id}`, { new_password: true }),
    { done: ({ email }, { password }) => setOpen({ kind: 'told', email, password }) },
  )
  const remove = useChange('people', ({ id }: PersonRow) => sendOnly('DELETE', `/api/admin/people/${id}`), {
    done: ({ email }) => {
      close()
      toast({ words: words.removed(email) })
    },
  })
  if (!people.data)
    return (
      <LoadState
        error={people.error}
        failed={accessTexts.failed}
        loading={accessTexts.loading}
        onRetry={people.refetch}
      />
    )
  return (
    <div className="space-y-4">
      <Button look="accent" onClick={() => setOpen({ kind: 'add' })}>
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
      <DataTable
        label={accessTexts.tabs.people}
        rows={people.data.people}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'email',
            head: words.email,
            isName: true,
            cell: ({ email }) => (
              <span className="flex flex-wrap items-center gap-2">
                <bdi className="wrap-anywhere">{email}</bdi>
                {email === me.email ? <Badge>{words.you}</Badge> : null}
              </span>
            ),
          },
          { id: 'role', head: words.role, cell: ({ role }) => words.short[role] },
          {
            id: 'actions',
            head: accessTexts.actions(''),
            isAction: true,
            cell: (person) => (
              <Menu
                label={accessTexts.actions(person.email)}
                items={[
                  { label: words.changeRole, onChoose: () => setOpen({ kind: 'role', person }) },
                  { label: words.newPassword, onChoose: () => setOpen({ kind: 'password', person }) },
                  { label: words.remove, look: 'danger', onChoose: () => setOpen({ kind: 'remove', person }) },
                ]}
              />
            ),
          },
        ]}
      />
      {open?.kind === 'add' ? (
        <AddPerson
          onClose={close}
          onAdded={(email, password) => (password ? setOpen({ kind: 'told', email, password }) : close())}
        />
      ) : null}
      {open?.kind === 'role' ? <ChangeRole person={open.person} onClose={close} /> : null}
      {open?.kind === 'password' ? (
        <Confirm
          title={words.newPassword}
          action={words.newPassword}
          isBusy={renew.isPending}
          error={renew.error?.message ?? null}
          onConfirm={() => renew.mutate(open.person)}
          onClose={close}
        >
          <p>{words.newPasswordDetail}</p>
        </Confirm>
      ) : null}
      {open?.kind === 'remove' ? (
        <Confirm
          title={words.remove}
          action={words.remove}
          look="danger"
          isBusy={remove.isPending}
          error={remove.error?.message ?? null}
          onConfirm={() => remove.mutate(open.person)}
          onClose={close}
        >
          <p>{words.removeDetail(open.person.email)}</p>
        </Confirm>
      ) : null}
      {open?.kind === 'told' ? (
        <ToldOnce title={words.made(open.email)} secret={open.password} onClose={close} />
      ) : null}
    </div>
  )
}
