import { openConversationFor } from '@/lib/conversations/open-conversation-for'
import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { NativeServices } from './native-services'

/** `form-42-101`: what a form's page knows its conversation by. */
const formName = /^form-(\d{1,9})-(\d{1,16})$/

type Opening = {
  conversations: Pick<NativeServices['conversations'], 'store'>
  store: Pick<NativeServices['store'], 'forms'>
}

/**
 * A conversation that this visitor may see; by the name of a form's page also the one that was made for it, since whoever
 * knows its id was given it. Throws NOT_FOUND.
 */
export async function openChat(services: Opening, viewer: Viewer, id: string): Promise<Conversation> {
  const [, formId, externalId] = formName.exec(id) ?? []
  if (formId === undefined || externalId === undefined) return openConversationFor(services.conversations, viewer, id)
  const { tenantId } = viewer
  const scope = tenant(tenantId)
  const [form, found] = await Promise.all([
    services.store.forms.findForm(scope, tenantId, Number(formId)),
    services.conversations.store.getConversation(scope, { dialect: 'forms', externalId }),
  ])
  if (!form?.isActive || !found || found.agentId !== form.agentId || found.hiddenAt !== null)
    throw new AppError('NOT_FOUND', 'Conversation not found')
  return found
}
