import { AppError } from '@/lib/domain/errors'
import type { FormField } from '@/lib/domain/form'
import type { FormResponse } from '@/lib/domain/form-store'
import type { Scope } from '@/lib/domain/scope'
import { allFields } from './form-fields'
import type { FormPlace, FormsAdminPorts } from './forms-admin-ports'
import { requireForm } from './require-form'

/** One response by its conversation, with the form's fields. Throws BAD_REQUEST, NOT_FOUND (also for another form's). */
export async function requireResponse(
  ports: Pick<FormsAdminPorts, 'store' | 'workflows'>,
  scope: Scope,
  { conversationId, ...place }: FormPlace & { conversationId: string },
): Promise<{ fields: FormField[]; response: FormResponse }> {
  const { agentId } = await requireForm(ports, scope, place)
  const { tenantId, formId } = place
  // The newest first that were made before the next millisecond: the list knows best what a response is.
  const conversation = await ports.store.conversations.getConversation(scope, { id: conversationId })
  const before = conversation && { createdAt: conversation.createdAt + 1, id: conversationId }
  const page = before
    ? await ports.store.forms.listResponses(scope, tenantId, formId, { search: conversationId, before, limit: 5 })
    : []
  const response = page.find((one) => one.conversationId === conversationId)
  if (!response) throw responseNotFound()
  return { fields: await allFields(ports, scope, { tenantId, agentId }), response }
}

/** Also for one that was deleted between two looks. */
export function responseNotFound(): AppError {
  return new AppError('NOT_FOUND', 'Response not found')
}
