// A form in contract 2's own field format (`form_fields`, `field_id`, `datatype`, …), and the same form in ours.
import { z } from 'zod'
import type { FieldType } from '@/lib/domain/form'
import { labelFrom } from './compile-field'
import { type FieldConfig, fieldIdSchema } from './field-config'
import { type FormConfig, formIdSchema, isWebAddress } from './form-config'
import { fieldsOf, parseFieldCondition } from './parse-field-condition'

const filled = z.string().regex(/\S/, 'must not be empty')
const text = z.string().nullish()

const datatypes = {
  string: 'text',
  number: 'number',
  date: 'date',
  email: 'email',
  phone: 'phone',
  boolean: 'yes_no',
} as const

const plainField = z.looseObject({
  field_id: fieldIdSchema,
  field_name: filled,
  datatype: z.enum(['string', 'number', 'date', 'email', 'phone', 'boolean']),
  additional_info: text,
  validation: text,
  additional_parsing_comments: text,
  condition_for_asking_this_field: text,
})

export const plainFormSchema = z.looseObject({
  id: formIdSchema.nullish(),
  name: text,
  is_active: z.boolean().nullish(),
  form_context: text,
  callback_url: z
    .string()
    .refine((url) => !url.trim() || isWebAddress(url), 'must be an address that starts with http:// or https://')
    .nullish(),
  form_fields: z
    .array(plainField)
    .min(1)
    .max(200)
    .superRefine((fields, context) => {
      for (const [at, { field_id: id }] of fields.entries())
        if (fields.findIndex((other) => other.field_id === id) < at)
          context.addIssue({ code: 'custom', path: [at, 'field_id'], message: `"${id}" stands here twice` })
    }),
})

type PlainForm = z.infer<typeof plainFormSchema>
type PlainField = PlainForm['form_fields'][number]

/** The same form in our format. Fields are asked three times, never confirmed, and passed over when nothing can be read. */
export function fromPlainForm(form: PlainForm): FormConfig {
  const ids = form.form_fields.map(({ field_id }) => field_id)
  return {
    id: form.id,
    name: form.name?.trim() || (form.id ? `Form ${form.id}` : 'Form'),
    context: form.form_context,
    callback_url: form.callback_url?.trim() || null,
    is_active: form.is_active,
    fields: form.form_fields.map((field, index) => fromPlainField(field, ids.slice(0, index))),
  }
}

function fromPlainField(field: PlainField, before: readonly string[]): FieldConfig {
  const type: FieldType = datatypes[field.datatype]
  return {
    id: field.field_id,
    type,
    label: labelFrom(field.field_name),
    question: questionFrom(field.field_name.trim(), type),
    help: field.additional_info,
    validation: { rule: field.validation },
    confirm: 'never',
    condition: conditionFrom(field.condition_for_asking_this_field ?? '', before),
    parsing_hint: field.additional_parsing_comments,
  }
}

// Free text there: what happens to read like our own syntax is taken so only where it names fields asked before.
function conditionFrom(words: string, before: readonly string[]): FieldConfig['condition'] {
  const condition = parseFieldCondition(words)
  if (condition === null) return null
  return fieldsOf(condition).every((id) => before.includes(id)) ? words : { words }
}

const longestName = 4

function questionFrom(name: string, type: FieldType): string {
  if (/[?？]$/.test(name)) return name
  const label = labelFrom(name)
  if (type === 'yes_no') return `${label}: yes or no?`
  const isAcronym = /^\S?[A-Z]/.test(label.slice(1))
  const inside = (isAcronym ? label : label.charAt(0).toLowerCase() + label.slice(1)).replace(/^your\s+/, '')
  return inside.split(/\s+/).length <= longestName ? `What is your ${inside}?` : `Please tell me: ${inside}.`
}
