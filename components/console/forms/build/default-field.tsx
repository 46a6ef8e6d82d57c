import { CheckField } from '@/components/ui/check-field'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { choicesOf, type FieldDocument } from '@/lib/client/console/form-document'
import { formTexts } from '../../texts/form-texts'
import { type FieldEdit, numberOr } from './use-field'

const words = formTexts.field.reading

/** The answer that is taken where none can be read, as the type has its answers. */
export function DefaultField({ edit, type, used }: { edit: FieldEdit; type: string; used: Record<string, unknown> }) {
  const { field, set, errorAt } = edit
  const value = used.default
  const write = (next: unknown) => set({ when_used_up: { ...used, default: next } })
  const error = errorAt('when_used_up')
  const choices = choicesOf(field).map((choice) => ({ value: choice.value, label: choice.label || choice.value }))
  if (type === 'choices') {
    const chosen: unknown[] = Array.isArray(value) ? value : []
    return (
      <fieldset>
        <legend className="mb-1.5 font-medium">{words.fallbackValue}</legend>
        {choices.map((choice) => (
          <CheckField
            key={choice.value}
            label={choice.label}
            isChecked={chosen.includes(choice.value)}
            onChange={(isChecked) =>
              write(isChecked ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value))
            }
          />
        ))}
        {error ? <p className="text-danger text-xs">{error}</p> : null}
      </fieldset>
    )
  }
  if (type === 'choice' || type === 'yes_no')
    return (
      <SelectField<string>
        label={words.fallbackValue}
        error={error}
        value={String(value ?? '')}
        options={type === 'choice' ? choices : yesOrNo}
        onChange={(next) => write(type === 'choice' ? next : next === 'true')}
      />
    )
  return (
    <TextField
      label={words.fallbackValue}
      error={error}
      value={value == null ? '' : String(value)}
      onChange={(next) => write(isNumber(type) ? (numberOr(next) ?? '') : next)}
    />
  )
}

const yesOrNo = [
  { value: 'true', label: formTexts.field.fits.yes },
  { value: 'false', label: formTexts.field.fits.no },
]

/** To begin with. */
export function defaultFor(field: FieldDocument, type: string): unknown {
  if (type === 'yes_no') return false
  if (type === 'choices') return []
  if (type === 'choice') return choicesOf(field)[0]?.value ?? ''
  return isNumber(type) ? 0 : ''
}

function isNumber(type: string): boolean {
  return type === 'number' || type === 'money' || type === 'rating'
}
