import { type FieldType, type FormField, reviewField } from '@/lib/domain/form'
import { type FieldCall, fieldContext } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'
import type { HeardForm } from './heard-form'
import type { FieldFound } from './named-values'

/** Read without being asked for, the surest first; the rest is read only beside its name. */
const volunteered: readonly FieldType[] = [
  'email',
  'url',
  'phone',
  'date_time',
  'date',
  'time',
  'money',
  'number',
  'name',
  'choice',
  'choices',
  'yes_no',
  'postal_code',
]
const moments = new Set<FieldType>(['date', 'time', 'date_time'])
const several = new Set<FieldType>(['choice', 'choices', 'yes_no'])
const listed = new Set<FieldType>(['choice', 'choices'])
const unmistakable = new Set<FieldType>(['email', 'phone', 'url'])
const words = new Set<FieldType>(['text', 'long_text', 'address'])
const leastConfidence = 0.85
/** A bare figure answers what was asked, or nothing. */
const figures = new Set<FieldType>(['number', 'money', 'postal_code', 'rating'])
/** An earlier answer may be meant, though its field is not named. */
const corrects = /^\W*(?:(?:oh|ah|um+|hm+|well|ok)[\s,.!]+)?(?:actually|sorry|oops|no|wait|correction|i meant?)\b/iu
const agrees =
  /(?:^|[,;.!]\s*|\b(?:and|but|so|yes|no)[\s,]+)(?:you (?:may|can) (?:keep|store|save|process)|i (?<not>(?:do not|don't|cannot|can't|won't) )?(?:agree|consent))\b/iu
const envelope =
  /\b\d{1,6}[a-z]? \p{Lu}[\p{L}.'-]{0,30}(?: [\p{L}\p{N}.'#-]{1,30}){0,5}, \p{Lu}[\p{L}.' -]{1,40}, \p{Lu}{2} \d{5}(?:-\d{4})?\b/u
const ofConsent = /\b(?:agree|consent|accept|terms|privacy|permission)|\bmay we\b/iu

/** What a message tells beside its answer: values whose kind nobody can mistake. */
export function otherValues(
  heard: HeardForm,
  statement: string,
  taken: readonly FieldFound[],
  call: FieldCall,
): FieldFound[] {
  if (heard.asked && words.has(heard.asked.type)) return []
  const found = printedAddress(heard, statement)
  const rest = found.reduce((text, { raw }) => text.replace(raw, ' '), statement)
  for (const field of candidates(heard, [...taken, ...found], call)) {
    const value = readField(field, rest, call, { asked: false })
    if (!value || value.confidence < (field.type === 'yes_no' ? 0.8 : leastConfidence)) continue
    if (listed.has(field.type) && !isNamed(field, heard) && !isCorrecting(heard)) continue
    // A yes is read from its whole sentence, in which other values may stand.
    if (field.type !== 'yes_no' && [...taken, ...found].some(({ raw }) => overlap(raw, value.raw))) continue
    if (figures.has(field.type) && isOnly(statement, value.raw)) continue
    found.push({ ...value, field })
  }
  const agreed = agreement(heard, statement, [...taken, ...found])
  return agreed ? [...found, agreed] : found
}

/** As it stands on an envelope; in no other form is an address read unasked. */
function printedAddress({ form, asked, known }: HeardForm, statement: string): FieldFound[] {
  const open = form.fields.filter((field) => field.type === 'address' && (known[field.id] ?? null) === null)
  const [field] = open
  const raw = envelope.exec(statement)?.[0]
  return field && open.length === 1 && field !== asked && raw ? [{ field, value: raw, raw, confidence: 0.9 }] : []
}

function isOnly(statement: string, raw: string): boolean {
  return statement.replace(/[^\p{L}\p{N}]/gu, '') === raw.replace(/[^\p{L}\p{N}]/gu, '')
}

/** "And yes, I agree": the consent that is still to be asked for. */
function agreement(
  { form, asked, known }: HeardForm,
  statement: string,
  taken: readonly FieldFound[],
): FieldFound | null {
  const said = agrees.exec(statement)
  const fields = form.fields.filter(
    (field) =>
      field.type === 'yes_no' &&
      (known[field.id] ?? null) === null &&
      ofConsent.test(`${field.id} ${field.label} ${field.question}`),
  )
  const [field] = fields
  if (!said || !field || fields.length > 1 || field === asked || taken.some((one) => one.field === field)) return null
  return { field, value: said.groups?.not === undefined, raw: said[0].replace(/^[\s,;.!]+/u, ''), confidence: 0.9 }
}

function candidates(heard: HeardForm, taken: readonly FieldFound[], call: FieldCall): FormField[] {
  const { form, asked, known } = heard
  const isCorrection = isCorrecting(heard)
  const open = form.fields.filter(
    (field) =>
      field !== asked &&
      !taken.some((one) => one.field === field) &&
      (unmistakable.has(field.type) ||
        (isCorrection && (moments.has(field.type) || field.type === 'choice' || field.type === 'choices')) ||
        (known[field.id] ?? null) === null),
  )
  const dates = form.fields.filter((field) => moments.has(field.type) && !fieldContext(field, call, false).past)
  const isMomentAsked = (asked && moments.has(asked.type)) || taken.some(({ field }) => moments.has(field.type))
  return volunteered.flatMap((type) => {
    const fields = open.filter((field) => field.type === type)
    if (several.has(type)) return fields
    if (fields.length > 1 || (moments.has(type) && (isMomentAsked || !isClear(dates)))) return []
    return fields
  })
}

/** A day and a time for two fields of their own, or one field for both: no doubt what is meant. */
function isClear(dates: readonly FormField[]): boolean {
  const types = dates.map(({ type }) => type)
  return types.length === 1 || (types.length === 2 && types.includes('date') && types.includes('time'))
}

function isCorrecting({ form, text }: HeardForm): boolean {
  return form.asking === reviewField || corrects.test(text)
}

/** Choices are everyday words: beside the name of their field, or where nothing was asked. */
function isNamed(field: FormField, { asked, mentions }: HeardForm): boolean {
  return asked === null || mentions.some((mention) => mention.field === field)
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return a.includes(b) || b.includes(a)
}
