import type { FieldReading, FormAct, FormField, FormReading } from '@/lib/domain/form'
import { extractYesNo } from '@/lib/language/embedded/extraction/extract-yes-no'
import { type FieldCall, fieldContext } from '@/lib/language/fields/field-context'
import type { HeardForm } from './heard-form'
import type { FieldFound } from './named-values'

export const noReading: FormReading = { act: 'unclear', values: [], question: null, about: null, unneeded: null }

export function actReading(heard: HeardForm, { act, place }: { act: FormAct; place: number | null }): FormReading {
  const about = place === null ? null : (heard.form.fields[place]?.id ?? null)
  const isOther = about !== null && about !== heard.asked?.id
  return { ...noReading, act, about: isOther ? about : null, question: act === 'question' ? heard.text : null }
}

export function fieldReading(heard: HeardForm, { field, value, raw, confidence }: FieldFound): FieldReading {
  return {
    field: field.id,
    value,
    raw,
    messageId: heard.messageId,
    method: field.type,
    confidence: Math.round(confidence * 100) / 100,
    problem: null,
  }
}

/** Whether the message begins with a yes or a no. */
export function saidYes(heard: HeardForm, call: FieldCall): boolean | null {
  const [field] = heard.form.fields
  const context = field ? { ...fieldContext(field, call, true), subject: [] } : null
  const found = context && extractYesNo(heard.text, context)
  return typeof found?.value === 'boolean' ? found.value : null
}

/** Takes words as they are. */
export function isWords({ type }: FormField): boolean {
  return type === 'text' || type === 'long_text' || type === 'address' || type === 'name'
}
