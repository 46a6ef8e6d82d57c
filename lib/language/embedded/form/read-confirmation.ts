import type { FormReading } from '@/lib/domain/form'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'
import { actReading, fieldReading, isWords, noReading, saidYes } from './form-reading'
import type { HeardForm } from './heard-form'
import { matchAct } from './match-act'
import { readValues } from './read-values'
import { splitQuestion } from './side-question'

/** What answers "did you mean …?"; null: nothing of that. */
export function readConfirmation(heard: HeardForm, call: FieldCall): FormReading | null {
  const { confirming, fields, directField } = heard.form
  const field = fields.find(({ id }) => id === confirming?.field)
  if (!confirming || !field || (directField !== null && directField !== field.id)) return null
  const matched = matchAct(heard.plain)
  if (matched && !matched.isMild && matched.act !== 'resume') return actReading(heard, matched)
  const { statement, question } = splitQuestion(heard.text, field, call)
  if (statement === '') return { ...noReading, act: 'question', question }
  const said = saidYes(heard, call)
  const value = field.type === 'yes_no' ? null : readField(field, withoutNo(statement), call)
  // "No, it's Jon" gives another value; "no" and "yes" alone give none.
  const isOther = value !== null && JSON.stringify(value.value) !== JSON.stringify(confirming.value)
  if (isOther && !(isWords(field) && said !== null && withoutNo(statement) === statement))
    return { ...noReading, act: 'answer', values: [fieldReading(heard, { ...value, field })], question }
  if (said === null && value === null) return null
  const others = readValues(heard, statement, call).filter(
    (found) => found.field !== field && found.field !== heard.asked,
  )
  return {
    ...noReading,
    act: said === false ? 'no' : 'yes',
    values: others.map((found) => fieldReading(heard, found)),
    question,
  }
}

function withoutNo(text: string): string {
  return text.replace(/^\s*(?:no|nope|not quite|nearly|almost|wrong|sorry|actually)[\s,.!:-]{1,4}/iu, '')
}
