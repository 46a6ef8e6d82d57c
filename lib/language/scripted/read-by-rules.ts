import type { FieldReading, FormField, FormQuestion, FormReading } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import type { UnderstandRule } from './script'

const nothing: FormReading = { act: 'unclear', values: [], question: null, about: null, unneeded: null }

/** Reads a message in a form by the first rule that fits; without one the whole message is the answer. Pure. */
export function readByRules(question: FormQuestion, rules: readonly UnderstandRule[], text: string): FormReading {
  const rule = rules.find(({ when, form }) => form && when.test(text))?.form
  if (!rule) return readPlainly(question, text.trim())
  const { values = {}, confidence = 1, ...rest } = rule
  const found = Object.entries(values).map(([field, value]) => ({ ...reading(field, value, text), confidence }))
  return { ...nothing, act: found.length > 0 ? 'answer' : 'unclear', ...rest, values: found }
}

function readPlainly({ fields, asking, confirming, directField }: FormQuestion, text: string): FormReading {
  const field = fields.find(({ id }) => id === (directField ?? asking))
  const isYes = /^yes\b/i.test(text)
  if (isYes || /^no\b/i.test(text)) {
    if (confirming || field?.type === 'yes_no' || !field) return { ...nothing, act: isYes ? 'yes' : 'no' }
  }
  const value = field ? plainValue(field, text) : null
  return field && value !== null ? { ...nothing, act: 'answer', values: [reading(field.id, value, text)] } : nothing
}

function plainValue({ type, choices }: FormField, text: string): Json | null {
  if (type === 'number' || type === 'money' || type === 'rating')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
  const chosen = choices.filter(({ label, value }) =>
    [label, value].some((word) => text.toLowerCase().includes(word.toLowerCase())),
  )
  if (type === 'choice') return chosen[0]?.value ?? null
  if (type === 'choices') return chosen.length > 0 ? chosen.map(({ value }) => value) : null
  return type === 'yes_no' ? null : text || null
}

function reading(field: string, value: Json, raw: string): FieldReading {
  return { field, value, raw, messageId: null, method: 'scripted', confidence: 1, problem: null }
}
