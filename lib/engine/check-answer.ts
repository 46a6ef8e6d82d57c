// Whether a value that was read may be a field's answer, and what is wrong with it where it may not. Pure.
import { readPattern } from '@/lib/domain/answer-pattern'
import type { FieldType, FormField } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import { dayWords, momentWords } from '@/lib/domain/plain-answer'

export type Moment = { now: number; timeZone: string }

/** Null: it may. Otherwise a sentence for the visitor: the author's message, or what is wrong. */
export function checkAnswer(field: FormField, value: Json, moment: Moment): string | null {
  const problem = problemOf(field, value, moment)
  return problem === null ? null : (field.validation.message ?? problem)
}

/** What is said where no value could be read at all. */
export function unreadWords({ type }: FormField): string {
  const isFree = type === 'text' || type === 'long_text' || type === 'name' || type === 'address'
  return isFree ? 'I did not understand that.' : wrongType[type]
}

function problemOf(field: FormField, value: Json, moment: Moment): string | null {
  if (!isOfType(field, value)) return wrongType[field.type]
  if (typeof value === 'number') return outOfRange(field, value)
  if (typeof value === 'boolean') return refused(field, value)
  if (Array.isArray(value)) return wrongCount(field, value.length)
  if (typeof value !== 'string') return null
  if (isOrdered(field.type)) return outOfTime(field, value, moment)
  return wrongLength(field, value) ?? wrongShape(field, value)
}

const wrongType: Record<FieldType, string> = {
  text: 'Please answer in a few words.',
  long_text: 'Please answer in your own words.',
  number: 'Please give a number.',
  money: 'Please give an amount.',
  date: 'Please give a date, for example 31 December 2026.',
  time: 'Please give a time of day, for example 14:30.',
  date_time: 'Please give a date and a time, for example 31 December 2026 at 14:30.',
  email: 'That does not look like an email address.',
  phone: 'That does not look like a phone number.',
  url: 'That does not look like a web address.',
  postal_code: 'That does not look like a postal code.',
  yes_no: 'Please answer yes or no.',
  choice: 'That is not one of the choices.',
  choices: 'That is not among the choices.',
  rating: 'Please give a number on the scale.',
  name: 'Please give a name.',
  address: 'Please give an address.',
}

const day = /^\d{4}-\d{2}-\d{2}$/

const written: Partial<Record<FieldType, RegExp>> = {
  date: day,
  time: /^\d{2}:\d{2}/,
  date_time: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  phone: /^\+\d{4,15}(?:;ext=\d+|x\d+)?$/,
  url: /^https?:\/\//i,
}

function isOfType({ type, choices }: FormField, value: Json): boolean {
  const isChoice = (one: Json) => choices.some((choice) => choice.value === one)
  switch (type) {
    case 'number':
    case 'money':
    case 'rating':
      return typeof value === 'number' && Number.isFinite(value)
    case 'yes_no':
      return typeof value === 'boolean'
    case 'choice':
      return isChoice(value)
    case 'choices':
      return Array.isArray(value) && value.every(isChoice)
    default:
      return typeof value === 'string' && value.trim() !== '' && (written[type]?.test(value) ?? true)
  }
}

function isOrdered(type: FieldType): boolean {
  return type === 'date' || type === 'time' || type === 'date_time'
}

function outOfRange({ type, validation }: FormField, value: number): string | null {
  const isRating = type === 'rating'
  const least = numberOf(validation.min) ?? (isRating ? 1 : null)
  const most = numberOf(validation.max) ?? (isRating ? 5 : null)
  const isOut = (least !== null && value < least) || (most !== null && value > most)
  return isOut ? limitWords(least, most, 'less than', 'more than') : null
}

// Written alike, texts are in the order of time.
function outOfTime({ type, validation }: FormField, value: string, moment: Moment): string | null {
  const least = momentOf(validation.min, type, moment)
  const most = momentOf(validation.max, type, moment)
  const isOut = (least !== null && value.slice(0, 16) < least) || (most !== null && value.slice(0, most.length) > most)
  const words = (limit: string | null) => limit && (day.test(limit) ? dayWords(limit) : momentWords(limit))
  return isOut ? limitWords(words(least), words(most), 'before', 'after') : null
}

function limitWords(
  least: number | string | null,
  most: number | string | null,
  below: 'less than' | 'before',
  above: 'more than' | 'after',
): string {
  if (least !== null && most !== null) return `It must be from ${least} to ${most}.`
  return least !== null ? `It must not be ${below} ${least}.` : `It must not be ${above} ${most}.`
}

function refused({ validation: { mustBe } }: FormField, value: boolean): string | null {
  if (mustBe === undefined || mustBe === value) return null
  return `To go on, the answer has to be ${mustBe ? 'yes' : 'no'}.`
}

function wrongCount({ validation }: FormField, count: number): string | null {
  const { minLength, maxLength } = validation
  if (minLength !== null && count < minLength) return `Please choose at least ${minLength}.`
  if (maxLength !== null && count > maxLength) return `Please choose at most ${maxLength}.`
  return null
}

function wrongLength({ validation }: FormField, value: string): string | null {
  const { minLength, maxLength } = validation
  const length = [...value].length
  if (minLength !== null && length < minLength) return `That is too short: at least ${minLength} characters are needed.`
  if (maxLength !== null && length > maxLength) return `That is too long: at most ${maxLength} characters fit.`
  return null
}

// A pattern that cannot be read was refused when the form was made; one from an older form binds nobody.
function wrongShape({ validation }: FormField, value: string): string | null {
  const pattern = validation.pattern === null ? null : readPattern(validation.pattern)
  return !pattern || 'problem' in pattern || pattern.fits(value)
    ? null
    : 'That does not have the form that is asked for.'
}

function numberOf(limit: number | string | null): number | null {
  if (limit === null || limit === '') return null
  const value = Number(limit)
  return Number.isNaN(value) ? null : value
}

// `today` and `now` are those of the form's time zone.
function momentOf(limit: number | string | null, type: FieldType, { now, timeZone }: Moment): string | null {
  if (limit === null) return null
  if (limit !== 'today' && limit !== 'now') return String(limit)
  const local = new Date(now).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')
  return limit === 'today' || type === 'date' ? local.slice(0, 10) : local.slice(type === 'time' ? 11 : 0, 16)
}
