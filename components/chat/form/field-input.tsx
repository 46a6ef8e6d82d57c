import type { FieldView } from '@/lib/client/wire'
import { texts } from '../../texts'
import { ButtonRow } from './button-row'
import { ChoicesInput } from './choices-input'
import { DateInput } from './date-input'
import type { FieldInputProps } from './field-props'
import { PhoneInput } from './phone-input'
import { TextInput } from './text-input'

/** More than these are written rather than pressed. */
const mostButtons = 11

/** The input that fits a field's type. */
export function FieldInput(props: FieldInputProps) {
  const { field, initial, isBusy, onAnswer } = props
  const row = { label: field.label, current: initial, isBusy, onChoose: onAnswer }
  switch (field.type) {
    case 'choice':
      return <ButtonRow {...row} options={field.choices.map(({ label }) => ({ value: label, label }))} />
    case 'choices':
      return <ChoicesInput {...props} />
    case 'yes_no':
      return (
        <ButtonRow {...row} options={[texts.form.yes, texts.form.no].map((word) => ({ value: word, label: word }))} />
      )
    case 'rating': {
      const scale = scaleOf(field)
      return scale ? <ButtonRow {...row} options={scale} /> : <TextInput {...props} />
    }
    case 'date':
    case 'time':
    case 'date_time':
      return <DateInput {...props} when={field.type} />
    case 'phone':
      return <PhoneInput {...props} />
    default:
      return <TextInput {...props} />
  }
}

/** From 1 to 5 where the author says nothing. */
function scaleOf({ min, max }: FieldView): { value: string; label: string }[] | null {
  const from = typeof min === 'number' ? min : 1
  const to = typeof max === 'number' ? max : 5
  const count = to - from + 1
  if (!Number.isInteger(count) || count < 1 || count > mostButtons) return null
  return Array.from({ length: count }, (_, place) => ({ value: String(from + place), label: String(from + place) }))
}
