import { z } from 'zod'
import { fieldsOf } from '@/lib/admin/forms/form-fields'
import type { ConversationState } from '@/lib/domain/conversation'
import type { FormField } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { Workflow } from '@/lib/domain/workflow'

export const collected = z
  .object({
    form_fields_id: z.int(),
    communication_id: z.int(),
    message: z.string().meta({ description: 'The next question, or the closing words' }),
    field_id: z.string().nullable().meta({ description: 'The field that is asked; null: the form has been submitted' }),
    field_parsed_answers: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Every field of the form; null where it has no answer' }),
  })
  .meta({ id: 'CollectReply' })

/** Contract 2, the answer of `/collect`. */
export function collectView(view: {
  formId: number
  externalId: string
  message: string
  workflow: Workflow
  state: ConversationState
  metadata: JsonObject
}): z.output<typeof collected> {
  const { formId, externalId, message, workflow, state, metadata } = view
  const { form, status } = state
  const isOpen = status === 'active' && !form?.outcome
  return {
    form_fields_id: formId,
    communication_id: Number(externalId),
    message,
    field_id: isOpen ? (form?.asking ?? null) : null,
    field_parsed_answers: Object.fromEntries(
      fieldsOf(workflow).map((field) => [field.id, shownAnswer(field, state, metadata)]),
    ),
  }
}

function shownAnswer(field: FormField, state: ConversationState, metadata: JsonObject): Json {
  const value = own(state.variables, field.id)
  return field.sensitive && isPrefilled(field, value, state, metadata) ? null : value
}

// Whoever opens a prepared form is not told what an integration knows of them.
function isPrefilled({ id, prefill }: FormField, value: Json, { form }: ConversationState, metadata: JsonObject) {
  if (prefill === null) return false
  const prepared = metadata.prefill
  const known = [prepared && typeof prepared === 'object' ? Object.entries(prepared) : [], Object.entries(metadata)]
    .flat()
    .find(([key, given]) => key === prefill && given !== null)?.[1]
  if (known === undefined) return false
  return !form?.order.includes(id) || plain(value).includes(plain(known))
}

// As far as two ways to write one value are alike: a phone number with and without its country code.
function plain(value: Json): string {
  return JSON.stringify(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function own(values: JsonObject, key: string): Json {
  return Object.hasOwn(values, key) ? (values[key] ?? null) : null
}
