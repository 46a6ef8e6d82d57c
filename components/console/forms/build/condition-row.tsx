import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { type ConditionPart, type ConditionSign, conditionSigns } from '@/lib/client/console/form-condition'
import { choicesOf, fieldName, type PlacedField } from '@/lib/client/console/form-document'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.field.when
const yesOrNo = [
  { value: 'yes', label: formTexts.field.fits.yes },
  { value: 'no', label: formTexts.field.fits.no },
]

/** One comparison with an earlier answer. */
export function ConditionRow({
  part,
  before,
  onChange,
}: {
  part: ConditionPart
  before: readonly PlacedField[]
  onChange: (part: ConditionPart) => void
}) {
  const compared = before.find(({ id }) => id === part.field)?.field
  const hasValue = part.sign !== 'answered' && part.sign !== 'unanswered'
  const values = valuesOf(compared)
  const change = (sign: ConditionSign) => {
    const needsValue = sign !== 'answered' && sign !== 'unanswered'
    onChange({ ...part, sign, value: needsValue ? part.value || (values?.[0]?.value ?? '') : '' })
  }
  return (
    <div className="grid min-w-0 grow gap-2 @lg:grid-cols-3">
      <SelectField
        label={words.field}
        isLabelHidden
        value={part.field}
        options={before.map(({ id, field }) => ({ value: id, label: fieldName(field) || id }))}
        onChange={(field) => onChange({ ...part, field, value: '' })}
      />
      <SelectField
        label={words.sign}
        isLabelHidden
        value={part.sign}
        options={conditionSigns.map((value) => ({ value, label: words.signs[value] }))}
        onChange={change}
      />
      {hasValue && values ? (
        <SelectField
          label={words.value}
          isLabelHidden
          value={part.value}
          options={values}
          onChange={(value) => onChange({ ...part, value })}
        />
      ) : null}
      {hasValue && !values ? (
        <TextField
          label={words.value}
          isLabelHidden
          placeholder={words.value}
          value={part.value}
          onChange={(value) => onChange({ ...part, value })}
        />
      ) : null}
    </div>
  )
}

function valuesOf(field: Record<string, unknown> | undefined): { value: string; label: string }[] | null {
  if (field?.type === 'yes_no') return yesOrNo
  if (field?.type !== 'choice' && field?.type !== 'choices') return null
  return choicesOf(field).map(({ value, label }) => ({ value, label: label || value }))
}
