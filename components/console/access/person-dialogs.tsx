import { useState } from 'react'
import { takesFocus } from '@/components/ui/dialog'
import { FormDialog } from '@/components/ui/form-dialog'
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
    </FormDialog>
  )
}

export function ChangeRole({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const [role, setRole] = useState(person.role)
  const change = useChange('people', () => sendJson('PATCH', `/api/admin/people/${person.id}`, { role }), {
    isQuiet: true,
    done: onClose,
  })
  return (
    <FormDialog
      title={words.changeRole}
      submit={accessTexts.save}
      isBusy={change.isPending}
      error={change.error?.message}
      onSubmit={() => change.mutate(undefined)}
      onClose={onClose}
    >
      <p className="wrap-anywhere text-ink-soft">{person.email}</p>
      <SelectField label={words.role} value={role} options={roles} onChange={setRole} />
    </FormDialog>
  )
}
