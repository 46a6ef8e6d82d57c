import { SelectField } from '@/components/ui/select-field'
import { textOf } from '@/lib/client/console/form-document'
import { type FieldType, fieldTypes } from '@/lib/domain/form'
import { formTexts } from '../../texts/form-texts'
import type { FieldEdit } from './use-field'

const words = formTexts.field
const options: { value: FieldType; label: string }[] = fieldTypes.map((value) => ({
  value,
  label: formTexts.types[value].name,
}))

/** What kind of answer a field takes. One of several gets a few to begin with. */
export function TypeField({ edit }: { edit: FieldEdit }) {
  const { field, set, errorAt, text } = edit
  const change = (next: FieldType) => {
    const needsChoices = (next === 'choice' || next === 'choices') && !Array.isArray(field.choices)
    set({ type: next, ...(needsChoices ? { choices: [...words.choices.first] } : {}) })
  }
  return (
    <SelectField<string>
      label={words.type}
      value={textOf(field.type)}
      options={options}
      error={errorAt('type')}
      data-path={text('type')['data-path']}
      onChange={(next) => {
        const known = fieldTypes.find((one) => one === next)
        if (known) change(known)
      }}
    />
  )
}

/** True of fields whose answers are chosen from a list. */
export function hasChoices({ type }: Record<string, unknown>): boolean {
  return type === 'choice' || type === 'choices'
}
