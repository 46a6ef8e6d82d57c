// A field as a form's document writes it, and a workflow's `collect` node. Unknown keys are kept; null and absent both mean the
// default.
import { z } from 'zod'
import { readPattern } from '@/lib/domain/answer-pattern'
import { type FieldType, fieldTypes, reviewField } from '@/lib/domain/form'

const filled = z.string().regex(/\S/, 'must not be empty')
const scalar = z.union([z.string(), z.number()], { error: 'must be text or a number' })

/** An id is also the name of a variable, and stands in templates and conditions. */
export const fieldIdSchema = z
  .string()
  .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u, 'must consist of letters, digits, "_", "-" and ".", at most 64')
  .refine((id) => !id.startsWith('__'), 'must not start with "__": such names are the server\'s')
  .refine((id) => id !== reviewField && !(id in {}), 'is a reserved name')

const choice = z.union(
  [filled, z.number(), z.looseObject({ value: scalar, label: filled.nullish(), synonyms: z.array(filled).nullish() })],
  { error: 'must be text, or an object with a value' },
)

const validation = z.looseObject({
  min: scalar.nullish(),
  max: scalar.nullish(),
  min_length: z.int().min(0).nullish(),
  max_length: z.int().min(1).nullish(),
  pattern: z.string().nullish(),
  must_be: z.boolean().nullish(),
  message: z.string().nullish(),
  rule: z.string().nullish(),
})

export const countrySchema = z.string().regex(/^[A-Za-z]{2}$/, 'must be an ISO 3166 code of two letters, such as "US"')

const fieldShape = z.looseObject({
  id: fieldIdSchema,
  type: z.enum(fieldTypes),
  label: z.string().nullish(),
  question: filled,
  help: z.string().nullish(),
  why: z.string().nullish(),
  required: z.boolean().nullish(),
  choices: z.array(choice).nullish(),
  validation: validation.nullish(),
  confirm: z.enum(['never', 'unsure', 'always']).nullish(),
  attempts: z.int().min(1).max(20).nullish(),
  when_used_up: z
    .union([z.enum(['skip', 'end']), z.looseObject({ default: z.json() })], {
      error: 'must be "skip", "end" or {"default": value}',
    })
    .nullish(),
  condition: z
    .union([z.string(), z.looseObject({ words: filled })], { error: 'must be text, or {"words": text}' })
    .nullish(),
  prefill: filled.nullish(),
  sensitive: z.boolean().nullish(),
  country: countrySchema.nullish(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'must be an ISO 4217 code of three letters, such as "EUR"')
    .nullish(),
  parsing_hint: z.string().nullish(),
})

export type FieldConfig = z.infer<typeof fieldShape>

/** One field, with what its keys have to do with each other. */
export const fieldConfigSchema = fieldShape.superRefine((field, context) => {
  for (const { path, message } of problemsOf(field)) context.addIssue({ code: 'custom', path: [...path], message })
})

type Found = { path: readonly (string | number)[]; message: string }

function problemsOf(field: FieldConfig): Found[] {
  return [
    ...choiceProblems(field),
    ...defaultProblems(field),
    ...rangeProblems(field),
    ...textProblems(field),
    ...consentProblems(field),
  ]
}

// As the field's answer has them.
function choiceValues({ choices }: FieldConfig): string[] {
  return (choices ?? []).map((choice) => String(typeof choice === 'object' ? choice.value : choice))
}

function choiceProblems(field: FieldConfig): Found[] {
  if (field.type !== 'choice' && field.type !== 'choices') return []
  const values = choiceValues(field)
  if (values.length === 0) return [{ path: ['choices'], message: `is required of a field of type ${field.type}` }]
  const folded = values.map((value) => value.toLowerCase())
  return values.flatMap((value, at) =>
    folded.indexOf(value.toLowerCase()) < at
      ? [{ path: ['choices', at], message: `"${value}" stands here twice` }]
      : [],
  )
}

function defaultProblems(field: FieldConfig): Found[] {
  if (typeof field.when_used_up !== 'object' || !field.when_used_up) return []
  const { default: value } = field.when_used_up
  const wanted = wantedDefault(field, value)
  return wanted ? [{ path: ['when_used_up', 'default'], message: `must be ${wanted}` }] : []
}

// What a default has to be where this one is not.
function wantedDefault(field: FieldConfig, value: unknown): string | null {
  const values = choiceValues(field)
  switch (field.type) {
    case 'choices':
      return Array.isArray(value) && value.every((one) => values.includes(one)) ? null : 'a list of its choices'
    case 'choice':
      return values.some((one) => one === value) ? null : `one of ${values.join(', ')}`
    case 'yes_no':
      return typeof value === 'boolean' ? null : 'true or false'
    case 'number':
    case 'money':
    case 'rating':
      return typeof value === 'number' ? null : 'a number'
    default:
      return typeof value === 'string' && value.trim() ? null : 'text'
  }
}

type Bound = { isBound(value: string | number): boolean; form: string }

const aNumber: Bound = { isBound: (value) => typeof value === 'number', form: 'a number' }
const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const clockTime = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const written = (pattern: string, form: string): Bound => ({
  isBound: (value) => typeof value === 'string' && new RegExp(`^(?:${pattern})$`).test(value),
  form,
})

// What `min` and `max` may be of each type that has an order.
const bounds: Partial<Record<FieldType, Bound>> = {
  number: aNumber,
  money: aNumber,
  rating: { isBound: (value) => Number.isInteger(value), form: 'a whole number' },
  date: written(`${day}|today`, 'a date such as "2026-12-31", or "today"'),
  time: written(clockTime, 'a time such as "09:30"'),
  date_time: written(`${day}T${clockTime}|today|now`, 'a time such as "2026-12-31T09:30", "today" or "now"'),
}

function rangeProblems({ type, validation }: FieldConfig): Found[] {
  const { min, max } = validation ?? {}
  const bound = bounds[type]
  const wrong = (['min', 'max'] as const).flatMap((key): Found[] => {
    const value = validation?.[key] ?? null
    if (value === null || bound?.isBound(value)) return []
    const lengths = 'min_length and max_length limit its length'
    const message = bound ? `must be ${bound.form}` : `has no meaning for a field of type ${type}: ${lengths}`
    return [{ path: ['validation', key], message }]
  })
  const words = [min, max].some((value) => value === 'today' || value === 'now')
  const isReversed = wrong.length === 0 && min != null && max != null && !words && min > max
  return isReversed ? [{ path: ['validation', 'max'], message: 'must not be less than min' }] : wrong
}

function consentProblems({ type, validation }: FieldConfig): Found[] {
  if ((validation?.must_be ?? null) === null || type === 'yes_no') return []
  return [{ path: ['validation', 'must_be'], message: `has no meaning for a field of type ${type}` }]
}

function textProblems({ validation }: FieldConfig): Found[] {
  const { min_length: least, max_length: most, pattern } = validation ?? {}
  const read = pattern ? readPattern(pattern) : null
  const isReversed = least != null && most != null && least > most
  return [
    ...(read && 'problem' in read ? [{ path: ['validation', 'pattern'], message: read.problem }] : []),
    ...(isReversed ? [{ path: ['validation', 'max_length'], message: 'must not be less than min_length' }] : []),
  ]
}
