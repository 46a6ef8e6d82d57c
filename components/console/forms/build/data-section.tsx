import { SwitchField } from '@/components/ui/switch-field'
import { TextField } from '@/components/ui/text-field'
import { formTexts } from '../../texts/form-texts'
import type { FieldEdit } from './use-field'

const words = formTexts.field.data

/** Who sees the answer, where it may come from, and where it is at home. */
export function DataSection({ edit, type, canEdit }: { edit: FieldEdit; type: string; canEdit: boolean }) {
  const { field, set, text } = edit
  const hasCountry = type === 'phone' || type === 'postal_code' || type === 'address'
  return (
    <>
      <SwitchField
        label={words.sensitive}
        hint={words.sensitiveHint}
        isOn={field.sensitive === true}
        isDisabled={!canEdit}
        onChange={(isOn) => set({ sensitive: isOn ? true : undefined })}
      />
      <TextField
        label={words.prefill}
        hint={words.prefillHint}
        spellCheck={false}
        inputClassName="font-mono"
        {...text('prefill')}
      />
      {hasCountry || field.country != null ? (
        <TextField label={words.country} hint={words.countryHint} maxLength={2} {...text('country')} />
      ) : null}
      {type === 'money' || field.currency != null ? (
        <TextField label={words.currency} hint={words.currencyHint} maxLength={3} {...text('currency')} />
      ) : null}
    </>
  )
}
