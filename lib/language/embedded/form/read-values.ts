import type { FormField } from '@/lib/domain/form'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'
import type { HeardForm } from './heard-form'
import { type FieldFound, namedValues } from './named-values'
import { otherValues } from './other-values'

const takenBack =
  /^\s*(?:no|nope|oops|sorry|wait|actually|correction)[\s,.!-]{1,4}(?:(?:no|sorry|wait|oops)[\s,.!]{1,3})?(?:it(?:'s| is)|that(?:'s| is)|i mean|i meant|i said|make (?:it|that)|(?:it|that) should be|should be)[\s:,]{1,3}/iu
const meant = /^\s*(?:(?:sorry|oops|wait)[\s,.!-]{1,3})?i meant?[\s:,]{1,3}/iu
// "Hmm, make that Wednesday instead": a day, where a yes or no is asked.
const made =
  /^\s*(?:(?:h+m+|u+h+|u+m+|ah|oh|well|ok|okay|actually)[\s,.!-]{1,4}){0,2}(?:make (?:it|that)|change (?:it|that) to|let'?s (?:make it|say))[\s:,]{1,3}/iu
const sure = 0.75

/** The values in a statement: the one asked for, those beside their field's name, and others that nobody can mistake. */
export function readValues(heard: HeardForm, statement: string, call: FieldCall): FieldFound[] {
  if (heard.form.directField !== null) return heard.asked ? direct(heard, heard.asked, statement, call) : []
  const { found: named, rest } = namedValues(heard, statement, call)
  const isGiven = named.some(({ field }) => field === heard.asked)
  const corrected = named.length === 0 ? ofPrevious(heard, statement, call) : null
  if (corrected) return [corrected]
  const answer =
    heard.asked && !isGiven && rest !== ''
      ? answerIn(heard, heard.asked, answerWords(heard, statement, rest), call)
      : null
  const taken = [...(answer ? [answer] : []), ...named]
  const others =
    heard.asked === null || taken.length > 0 || named.length === 0 ? otherValues(heard, rest, taken, call) : []
  const last = taken.length + others.length === 0 ? ofPrevious(heard, statement, call, { isAskedRead: false }) : null
  const all = [...taken, ...others, ...(last ? [last] : [])]
  return all.filter(({ field, value }) => field === heard.asked || !isSame(heard.known[field.id], value))
}

function direct(heard: HeardForm, field: FormField, statement: string, call: FieldCall): FieldFound[] {
  const answer = answerIn(heard, field, statement, call)
  return answer ? [answer] : []
}

// A long text stays whole, whatever else it tells.
function answerWords({ asked }: HeardForm, statement: string, rest: string): string {
  return asked?.type === 'long_text' ? statement : rest
}

function answerIn(heard: HeardForm, field: FormField, words: string, call: FieldCall): FieldFound | null {
  // What was written is the answer, not what it was normalised to, and not its first 2,000 characters.
  const said = field.type === 'long_text' && words === heard.text ? heard.original : words
  const found = readField(field, said, call) ?? (field.type === 'date_time' ? joined(heard, field, words, call) : null)
  return found && { ...found, field }
}

/** The day in one message, the time in the next. */
function joined({ before }: HeardForm, field: FormField, words: string, call: FieldCall) {
  if (before === null) return null
  const isOf = (type: 'date' | 'time', text: string) => readField({ ...field, type }, text, call) !== null
  const fits = (isOf('date', before) && isOf('time', words)) || (isOf('time', before) && isOf('date', words))
  return fits ? readField(field, `${before}, ${words}`, call) : null
}

/** "No, it's Jon without h", when something else has been asked since. */
function ofPrevious(
  { asked, previous }: HeardForm,
  statement: string,
  call: FieldCall,
  { isAskedRead = true }: { isAskedRead?: boolean } = {},
): FieldFound | null {
  const cue = takenBack.exec(statement) ?? meant.exec(statement) ?? made.exec(statement)
  if (!cue || !previous || previous.type === 'long_text') return null
  const words = statement.slice(cue[0].length)
  const isLoose = asked?.type === 'yes_no' || asked?.type === 'text'
  if (isAskedRead && (!isLoose || previous.type === 'text' || previous.type === 'address')) return null
  const found = readField(previous, words, call)
  return found && found.confidence >= sure ? { ...found, field: previous } : null
}

function isSame(known: unknown, value: unknown): boolean {
  return JSON.stringify(known) === JSON.stringify(value)
}
