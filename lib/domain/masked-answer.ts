import type { FormField } from './form'
import type { Json } from './json'
import { plainAnswer } from './plain-answer'

type Field = Pick<FormField, 'type' | 'choices' | 'currency' | 'sensitive'>

/** The answer as it stands; that of a sensitive field masked but for its last characters. */
export function maskedAnswer(field: Field, value: Json | null): Json | null {
  return value !== null && field.sensitive ? masked(plainAnswer(field, value)) : value
}

/** An answer as a person reads it: choices by their labels, dates spelt out; that of a sensitive field masked. */
export function answerWords(field: Field, value: Json): string {
  const words = plainAnswer(field, value)
  return field.sensitive ? masked(words) : words
}

function masked(text: string): string {
  const points = [...text]
  const shown = points.length >= 8 ? 4 : points.length >= 5 ? 2 : 0
  return `••••${points.slice(points.length - shown).join('')}`
}
