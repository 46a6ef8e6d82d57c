import { useState } from 'react'
import { takesFocus } from '@/components/ui/dialog'
import { FormDialog } from '@/components/ui/form-dialog'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { sendJson } from '@/lib/client/console/console-request'
import { accessTexts } from '../texts/access-texts'
import { useChange } from './use-change'

const words = accessTexts.providers

const kinds = (['openai', 'anthropic', 'google', 'azure'] as const).map((value) => ({
  value,
  label: words.kinds[value],
}))

type Kind = (typeof kinds)[number]['value']

const empty = { name: '', model: '', fallback_model: '', base_url: '', api_key: '' }

export function AddProvider({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('openai')
  const [values, setValues] = useState(empty)
  const add = useChange(
    'providers',
    () => {
      const given = Object.entries(values).filter(([, value]) => value.trim() !== '')
      return sendJson('POST', '/api/admin/providers', { kind, ...Object.fromEntries(given) })
    },
    { isQuiet: true, done: onClose },
  )
  const field = (name: keyof typeof empty) => ({
    value: values[name],
    onChange: (value: string) => setValues((before) => ({ ...before, [name]: value })),
    autoComplete: 'off',
    spellCheck: false,
  })
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
        pattern="[\w.:\-]{1,100}"
        label={words.name}
        hint={words.nameHint}
        {...field('name')}
      />
      <SelectField label={words.kind} value={kind} options={kinds} onChange={setKind} />
      <TextField required label={words.model} {...field('model')} />
      <TextField label={words.fallback} hint={words.fallbackHint} {...field('fallback_model')} />
      <TextField
        type="url"
        required={kind === 'azure'}
        label={words.address}
        hint={words.addressHint}
        {...field('base_url')}
      />
      <TextField
        label={words.key}
        hint={words.keyHint}
        {...field('api_key')}
        type="password"
        autoComplete="new-password"
      />
    </FormDialog>
  )
}
