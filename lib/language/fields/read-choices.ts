import type { FormField } from '@/lib/domain/form'
import { extractOption, type Option, optionsNamed } from '@/lib/language/embedded/extraction/extract-choice'
import type { Extractor } from '@/lib/language/embedded/extraction/extractor'
import { readNumberWords } from '@/lib/language/embedded/extraction/number-words'
import { type Candidate, notTakenBack, takesBack } from '@/lib/language/embedded/extraction/pick-candidate'

function optionsOf({ choices }: FormField): Option[] {
  return choices.map(({ value, label, synonyms }) => ({
    value,
    names: [...new Set([label, value, ...synonyms].map((name) => name.trim()).flatMap(withDay))].filter(
      (name) => name !== '',
    ),
  }))
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "Monday" is said to "Mon", and "Mon" to "Monday". */
function withDay(name: string): string[] {
  const short = name.toLowerCase().replace(/\.$/u, '')
  const day = /^(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:days?|nesdays?|rsdays?|sdays?|urdays?)?$/u.test(short)
    ? days.find((one) => one.toLowerCase().startsWith(short.slice(0, 3)))
    : undefined
  return day ? [name, day, `${day}s`, day.slice(0, 3)] : [name]
}

// What the field is called tells no choice.
function hollowOf({ id, label }: FormField): string[] {
  const words = `${id.replaceAll('_', ' ')} ${label}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.flatMap((word) => [word, word.replace(/s$/u, '')])
}

/** One of the field's choices: its value. */
export function readChoice(field: FormField): Extractor {
  const options = optionsOf(field)
  const read = extractOption(options, hollowOf(field))
  return (text, context) =>
    exactly(text, options) ??
    read(text, context) ??
    read(text.replace(denied, ' '), context) ??
    (context.asked ? byNumber(text, options) : null)
}

/** "A house, not a flat" */
const denied = /\b(?:not|instead of|rather than) (?:an? |the )?[\p{L}-]{2,30}(?=\W*$|[,.;!])/giu

// Whole and letter for letter: what a page's own buttons send.
function exactly(text: string, options: readonly Option[]) {
  const said = text.trim().toLowerCase()
  const option = options.find(({ names }) => names.some((name) => name.toLowerCase() === said))
  return option ? { value: option.value, raw: text.trim(), confidence: 0.99 } : null
}

function byNumber(text: string, options: readonly Option[]) {
  const [, figure] = /^\W{0,3}(?:number |option |no\.? ?)?(\d{1,2})\W{0,3}$/iu.exec(text) ?? []
  const option = figure === undefined ? undefined : options[Number(figure) - 1]
  return option ? { value: option.value, raw: text.trim(), confidence: 0.85 } : null
}

const none = /^\W*(?:none|nothing|neither|no)(?: (?:of (?:them|these|those|the above|it)|really|at all))?\W*$/iu
const all =
  /\b(?:all(?: (?:of (?:them|these|those|it)|three|four|five|the above))?|everything|every one|each(?: of them)?|both(?: of them)?)\b/iu
const except = /\b(?:except(?: for)?|but not|but|not|apart from|other than|without|excluding|minus)\b/iu
const more = /\b(?:and|also|too|plus|as well|add|additionally)\b/iu
const unwanted =
  /\b(?:no|not|don't (?:want|need|like|care about)|do not (?:want|need|like|care about)|not interested in|without|nothing about)\s+(?:(?:the|any|in|an?)\s+){0,2}$/iu
const place = /\b(?:the )?(first|second|third|fourth|fifth|last|\d{1,2}|one|two|three|four|five)\b/giu
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']

/** All of the field's choices that are named, in the author's order; a list without any only where the field may stay empty. */
export function readChoices(field: FormField): Extractor {
  const options = optionsOf(field)
  return (text, { asked }) => {
    const said = text.slice(0, 1000)
    if (asked && !field.required && none.test(said)) return { value: [], raw: said.trim(), confidence: 0.8 }
    const named = optionsNamed(said, options, hollowOf(field))
    const whole = asked ? all.exec(said) : null
    if (whole) return inOrder(options, whole[0], (value) => !isExcluded(value, said, named))
    const wanted = notTakenBack(said, named).filter(({ at }) => !unwanted.test(said.slice(Math.max(0, at - 40), at)))
    const kept = lastMeant(said, wanted)
    const chosen = kept.length > 0 || named.length > 0 || !asked ? kept : byPlaces(said, options)
    const [first] = chosen
    return first
      ? inOrder(options, chosen.map(({ raw }) => raw).join(', '), (value) => chosen.some((one) => one.value === value))
      : null
  }
}

function inOrder(options: readonly Option[], raw: string, isChosen: (value: string) => boolean) {
  const value = options.filter((option) => isChosen(option.value)).map((option) => option.value)
  return { value, raw, confidence: 0.9 }
}

function isExcluded(value: string, text: string, named: readonly Candidate[]): boolean {
  const from = except.exec(text)?.index
  return from !== undefined && named.some((one) => one.value === value && one.at > from)
}

/** "MRI, no wait, CT": what stands before the correction is taken back; "and also CT" adds to it. */
function lastMeant(text: string, named: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  let end: number | null = null
  for (const one of named.toSorted((a, b) => a.at - b.at)) {
    const between = end === null ? '' : text.slice(end, one.at)
    if (end !== null && takesBack(between) && !more.test(between)) kept.length = 0
    kept.push(one)
    end = one.at + one.raw.length
  }
  return kept
}

function byPlaces(text: string, options: readonly Option[]): Candidate[] {
  if (text.replace(place, '').replace(/\b(?:and|the|one|option|number|please|also)\b|[\s\p{P}&+]/giu, '') !== '')
    return []
  return [...text.matchAll(place)].slice(0, 20).flatMap((match): Candidate[] => {
    const word = (match[1] ?? '').toLowerCase()
    const at = /^\d/u.test(word) ? Number(word) - 1 : word === 'last' ? options.length - 1 : placeOf(word)
    const option = options[at]
    return option ? [{ value: option.value, raw: match[0], at: match.index, confidence: 0.85 }] : []
  })
}

function placeOf(word: string): number {
  const at = ordinals.indexOf(word)
  return at >= 0 ? at : (readNumberWords(word) ?? 0) - 1
}
