import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { PersonRow, Role } from '@/lib/client/console/access-queries'
import { sendJson } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { useChange } from './use-change'

const words = accessTexts.people
const roles = (['owner', 'editor', 'analyst', 'user'] as const).map((value) => ({ value, label: words.roles[value] }))

/** `onAdded` hears the password where one was made. */
export function AddPerson({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (email: string, password: string | null) => void
}) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [password, setPassword] = useState('')
  const add = useChange(
    'people',
    () =>
      sendJson<{ person: PersonRow; password: string | null }>('POST', '/api/admin/people', {
        ...{ email, role },
        ...(password ? { password } : {}),
      }),
    { isQuiet: true, done: (_: undefined, made) => onAdded(made.person.email, made.password) },
  )
  return (
    <Dialog title={words.addTitle} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(undefined)
        }}
      >
        <TextField
          autoFocus
          required
          type="email"
          autoComplete="off"
          label={words.email}
          value={email}
          onChange={setEmail}
        />
        <SelectField label={words.role} value={role} options={roles} onChange={setRole} />
        <TextField
          type="password"
          autoComplete="new-password"
          minLength={8}
          label={words.password}
          hint={words.passwordHint}
          value={password}
          onChange={setPassword}
        />
        <Failure error={add.error} />
        <Button type="submit" look="accent" disabled={add.isPending}>
          {words.add}
        </Button>
      </form>
    </Dialog>
  )
}

export function ChangeRole({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const [role, setRole] = useState(person.role)
  const change = useChange('people', () => sendJson('PATCH', `/api/admin/people/${person.id}`, { role }), {
    isQuiet: true,
    done: onClose,
  })
  return (
    <Dialog title={words.changeRole} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate(undefined)
        }}
      >
        <p className="wrap-anywhere text-ink-soft">{person.email}</p>
        <SelectField label={words.role} value={role} options={roles} onChange={setRole} />
        <Failure error={change.error} />
        <Button type="submit" look="accent" disabled={change.isPending}>
          {accessTexts.save}
        </Button>
      </form>
    </Dialog>
  )
}

/** What the server said no with, in a form. */
export function Failure({ error }: { error: Error | null }) {
  if (!error) return null
  return (
    <p role="alert" className="wrap-anywhere text-danger">
      {error.message}
    </p>
  )
}
