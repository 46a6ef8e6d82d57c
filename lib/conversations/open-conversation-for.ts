import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { ConversationPorts } from './conversation-ports'
import { maySee } from './may-see'

/** A conversation that this visitor may see. Throws NOT_FOUND; `evenHidden`: one that was taken off the lists opens too. */
export async function openConversationFor(
  { store }: Pick<ConversationPorts, 'store'>,
  viewer: Viewer,
  conversationId: string,
  { evenHidden = false }: { evenHidden?: boolean } = {},
): Promise<Conversation> {
  const found = await store.getConversation(tenant(viewer.tenantId), { id: conversationId })
  if (!found || !maySee(found, viewer) || (found.hiddenAt !== null && !evenHidden))
    throw new AppError('NOT_FOUND', 'Conversation not found')
  return found
}
