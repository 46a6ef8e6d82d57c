import type { Conversation } from '@/lib/domain/conversation'
import type { ConversationRef } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'
import { expireConversation } from './expire-conversation'
import { wakeOf } from './wake-of'

/** A conversation as it stands; one that has idled out is abandoned first. Reading is no activity. Throws NOT_FOUND. */
export async function readConversation(
  ports: ConversationPorts,
  scope: Scope,
  ref: ConversationRef,
): Promise<Conversation> {
  const conversation = await ports.store.getConversation(scope, ref)
  if (!conversation) throw new AppError('NOT_FOUND', 'Session not found')
  if (!(await isExpired(ports, conversation))) return conversation
  const loaded = await ports.store.loadForTurn(scope, ref, null)
  if (loaded && !loaded.running && (await isExpired(ports, loaded.conversation)))
    await expireConversation(ports, scope, loaded)
  return (await ports.store.getConversation(scope, ref)) ?? conversation
}

async function isExpired(ports: ConversationPorts, conversation: Conversation): Promise<boolean> {
  if (conversation.state.status !== 'active' || conversation.wakeAt === null) return false
  const wake = await wakeOf(ports, conversation)
  return wake?.kind === 'expire' && wake.dueAt <= ports.clock.now()
}
