// Where a conversation stands in a form, in this dialect's words.
import type { z } from 'zod'
import { type FormStanding, readForm } from '@/lib/conversations/read-form'
import type { Conversation } from '@/lib/domain/conversation'
import type { FormField } from '@/lib/domain/form'
import { tenant } from '@/lib/domain/scope'
import type { formBody } from './form-schema'
import type { NativeServices } from './native-services'

type FormBody = z.output<typeof formBody>

/** Null where the conversation has met no form. */
export async function formView(
  { conversations, store }: Pick<NativeServices, 'conversations' | 'store'>,
  conversation: Conversation,
): Promise<FormBody | null> {
  const standing = await readForm(conversations, conversation)
  if (!standing) return null
  const { tenantId, agentId } = conversation
  const form = standing.isForm ? await store.forms.findFormByAgent(tenant(tenantId), tenantId, agentId) : null
  return {
    form_id: form?.id ?? null,
    fields: standing.fields.map((field) => fieldView(field, standing.country)),
    ...placeView(standing),
  }
}

function placeView({ title, form, answers, progress, hasReview }: FormStanding): Omit<FormBody, 'form_id' | 'fields'> {
  return {
    title,
    asking: form?.asking ?? null,
    confirming: form?.confirming ?? null,
    answers,
    skipped: [...(form?.skipped ?? [])],
    progress,
    is_paused: form?.isPaused ?? false,
    outcome: form?.outcome ?? null,
    review: hasReview,
  }
}

function fieldView(field: FormField, country: string | null): FormBody['fields'][number] {
  const { id, label, type, question, help, why, required, choices, validation, currency, sensitive } = field
  return {
    ...{ id, label, type, question, help, why, required, currency, sensitive },
    choices: choices.map(({ value, label }) => ({ value, label })),
    min: validation.min,
    max: validation.max,
    country: field.country ?? country,
  }
}
