import type { FieldView } from '@/lib/client/wire'
import type { Json } from '@/lib/domain/json'
import { plainAnswer } from '@/lib/domain/plain-answer'
import { texts } from '../../texts'

/** What stands in a field's input before it is touched: its answer so far, never a masked one. */
export function initialValue(field: FieldView, value: Json | undefined): string {
  if (value === null || value === undefined || field.sensitive) return ''
  if (field.type === 'choices' && Array.isArray(value)) return value.join('\n')
  if (field.type === 'date_time') return String(value).slice(0, 16)
  if (field.type === 'yes_no') return value === true ? texts.form.yes : texts.form.no
  return field.type === 'date' || field.type === 'money' ? String(value) : plainAnswer(field, value)
}
