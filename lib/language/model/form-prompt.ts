import { type FieldCondition, type FormField, type FormQuestion, reviewField } from '@/lib/domain/form'
import type { UnderstandRequest } from '@/lib/domain/language'

/** The form that a message is read in; null: there is none, or nothing was said. */
export function formAsked({ form, text }: Pick<UnderstandRequest, 'form' | 'text'>): FormQuestion | null {
  return form && form.fields.length > 0 && text !== null ? form : null
}

/** The part of an `understand` question that reads a message in a form. The fields' words are the author's. */
export function formPart(form: FormQuestion): string {
  const judged = judgedFields(form.fields)
  return [
    `"form": what the visitor's last message does in the form whose fields are listed below, and the values it gives.
${standing(form)}
"act" is one of:
${acts}
"values": one entry for each field that the message gives a value for, also for fields that were not asked for and for corrections of earlier answers; none for a field that is only mentioned. "value" stands in the form that the field's line asks for; relative dates are worked out; free text is copied letter for letter. "quote" holds the visitor's words that the value comes from. "problem" is null, or says in one short sentence of the visitor's language which rule of the field the value breaks.
"question": the visitor's side question, complete in itself, or null. A message may give values and ask something.
"about": the field that the act or the question is about where it is not the one asked for; else null.
Words like "back", "stop" or "skip" inside an answer are part of the answer.
Fields:
${form.fields.map(fieldLine).join('\n')}`,
    judged.length > 0
      ? `"unneeded": the fields of these for which the words beside them do not hold, judged by all that is known and by this message; where it cannot be judged yet, leave the field out.
${judged.map(({ id, words }) => `- ${JSON.stringify(id)}: ${words.join(' / ')}`).join('\n')}`
      : '',
  ]
    .filter(Boolean)
    .join('\n')
}

const acts = `- answer: it gives one value or more (also with a side question beside them)
- question: it asks something back and gives no value
- skip: does not want to answer, or has nothing to give
- back: wants an earlier answer asked again ("about" says which, where it is named)
- repeat: wants to hear the question again
- show: wants to see what was given so far
- cancel: wants to stop or go on later
- restart: wants to begin from the start
- resume: wants to go on after a stop
- yes, no: agrees or disagrees where a confirmation was asked for
- unclear: none of these`

function standing({ asking, confirming, isPaused, directField, fields }: FormQuestion): string {
  const field = fields.find(({ id }) => id === (directField ?? asking))
  const lines = [
    directField !== null && field
      ? `The whole message is meant for ${JSON.stringify(field.id)}.`
      : asking === reviewField
        ? 'The assistant has listed all answers and asked whether everything is right.'
        : field
          ? `The assistant has asked for ${JSON.stringify(field.id)}.`
          : 'Nothing was asked for yet.',
    confirming
      ? `It waits for a yes or no: whether the value of ${JSON.stringify(confirming.field)} was understood rightly.`
      : '',
    isPaused ? 'The visitor had stopped before.' : '',
  ]
  return lines.filter(Boolean).join(' ')
}

function fieldLine(field: FormField): string {
  const { id, label, question, required, parsingHint, validation } = field
  const rules = [
    valueForm(field),
    required ? '' : 'may be skipped',
    parsingHint ? `how to read it: ${parsingHint}` : '',
    validation.rule ? `rule: ${validation.rule}` : '',
  ]
  return `- ${JSON.stringify(id)} (${label}): ${question} [${rules.filter(Boolean).join('; ')}]`
}

function valueForm({ type, choices, currency, country }: FormField): string {
  const listed = choices
    .map(({ value, label, synonyms }) => `${JSON.stringify(value)} (${[label, ...synonyms].join(', ')})`)
    .join(', ')
  switch (type) {
    case 'text':
    case 'long_text':
      return 'text, letter for letter'
    case 'name':
      return "a person's name"
    case 'address':
      return 'a postal address, letter for letter'
    case 'number':
    case 'rating':
      return 'a number'
    case 'money':
      return `an amount as a number${currency ? ` of ${currency}` : ''}`
    case 'date':
      return 'a date as YYYY-MM-DD'
    case 'time':
      return 'a time as HH:MM, 24 hours'
    case 'date_time':
      return 'a day and a time as YYYY-MM-DDTHH:MM; where one of them is not known, no value'
    case 'email':
      return 'an email address'
    case 'phone':
      return `a phone number as it was said${country ? `, of ${country}` : ''}`
    case 'url':
      return 'a web address'
    case 'postal_code':
      return `a postal code as a string${country ? `, of ${country}` : ''}`
    case 'yes_no':
      return 'true or false'
    case 'choice':
      return `one of ${listed}`
    case 'choices':
      return `an array of any of ${listed}`
    default:
      return type satisfies never
  }
}

/** The fields that are asked under a condition in words. */
export function judgedFields(fields: readonly FormField[]): { id: string; words: readonly string[] }[] {
  return fields
    .map(({ id, condition }) => ({ id, words: condition ? wordsOf(condition) : [] }))
    .filter(({ words }) => words.length > 0)
}

function wordsOf(condition: FieldCondition): readonly string[] {
  switch (condition.kind) {
    case 'words':
      return [condition.text]
    case 'not':
      return wordsOf(condition.of)
    case 'all':
    case 'any':
      return condition.of.flatMap(wordsOf)
    default:
      return []
  }
}
