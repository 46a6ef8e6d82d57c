import type { Choice, FormField } from './form'
import type { Json } from './json'

type Field = Pick<FormField, 'type' | 'currency'> & { choices: readonly Pick<Choice, 'value' | 'label'>[] }

/** An answer as a person reads it: choices by their labels, dates spelt out. Not masked: see `answerWords`. */
export function plainAnswer(field: Field, value: Json): string {
  if (Array.isArray(value)) return value.map((item) => plainAnswer(field, item)).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (field.type === 'money' && typeof value === 'number') return moneyWords(value, field.currency)
  if (typeof value !== 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value)
  const choice = field.choices.find((one) => one.value === value)
  if (choice) return choice.label
  return field.type === 'date' ? dayWords(value) : field.type === 'date_time' ? momentWords(value) : value
}

function moneyWords(value: number, currency: string | null): string {
  const amount = value.toFixed(Number.isInteger(value) ? 0 : 2)
  return currency ? `${amount} ${currency}` : amount
}

/** "Friday, 6 November 2026" of "2026-11-06"; other texts as they stand. */
export function dayWords(value: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null
  if (!day || Number.isNaN(day.getTime())) return value
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return day.toLocaleDateString('en-GB', options)
}

/** A date and time as it was said, in its own zone. */
export function momentWords(value: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(value) ?? []
  return day && time ? `${dayWords(day)}, ${time}` : value
}
