import type { FieldReading, FormField, FormQuestion, FormReading } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import type { HistoryMessage } from '@/lib/domain/language'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'
import { cleanText } from './clean-text'
import { findQuote } from './find-quote'
import type { FormAnswer } from './understand-schema'

// A value whose words nobody said may be an inference or an invention: it counts for half.
const ungroundedFactor = 0.5
const maxLength = 1000

type Heard = { messages: readonly HistoryMessage[]; call: FieldCall }

/** A model's reading of a message in a form. Values take the form of their field as those of the embedded engine do. Pure. */
export function readFormAnswer(
  answer: FormAnswer,
  { fields, asking, directField }: FormQuestion,
  heard: Heard,
): FormReading {
  const values = fields.flatMap((field) => {
    const said = answer.values.find((one) => one.field === field.id)
    const value = said && (directField === null || directField === field.id) ? readValue(field, said, heard) : null
    return value ? [value] : []
  })
  const question = cleanText(answer.question?.trim() ?? '').slice(0, maxLength) || null
  return {
    act: actOf(answer, values, question),
    values,
    question,
    about: answer.about === (directField ?? asking) ? null : answer.about,
    unneeded: answer.unneeded ?? null,
  }
}

// An act and values that do not go together: what the values say counts.
function actOf({ act }: FormAnswer, values: readonly FieldReading[], question: string | null): FormReading['act'] {
  if (values.length > 0)
    return act === 'unclear' || act === 'question' || act === 'yes' || act === 'no' ? 'answer' : act
  return act === 'answer' ? (question ? 'question' : 'unclear') : act
}

function readValue(
  field: FormField,
  said: FormAnswer['values'][number],
  { messages, call }: Heard,
): FieldReading | null {
  const found = findQuote(said.quote, messages)
  const words = cleanText(Array.isArray(said.value) ? said.value.join(', ') : String(said.value)).trim()
  const value = fieldValue(field, words, call) ?? (found ? fieldValue(field, found.words, call) : null)
  if (value === null) return null
  return {
    field: field.id,
    value,
    raw: found?.words ?? null,
    messageId: found?.messageId ?? null,
    method: 'model',
    confidence: found ? said.confidence : said.confidence * ungroundedFactor,
    problem: cleanText(said.problem?.trim() ?? '').slice(0, maxLength) || null,
  }
}

function fieldValue(field: FormField, words: string, call: FieldCall): Json | null {
  const found = words === '' ? null : readField(field, words, call)
  if (found) return found.value
  // A name or an address of a kind that the readers do not know is still one to a model.
  return (field.type === 'name' || field.type === 'address') && /\p{L}/u.test(words) ? words : null
}
