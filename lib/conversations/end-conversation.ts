import type { Conversation } from '@/lib/domain/conversation'
import type { ConversationRef } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { admit } from './admit'
import type { ConversationPorts } from './conversation-ports'
import { expireConversation } from './expire-conversation'
import { recordEnding } from './record-ending'

/**
 * Ends a conversation for its user, at once: a running turn is cancelled, its message stays. Idempotent: an ended one
 * answers as it is. Throws NOT_FOUND. Contract 1, End Session.
 */
export async function endConversation(
  ports: ConversationPorts,
  scope: Scope,
  ref: ConversationRef,
): Promise<Conversation> {
  for (;;) {
    const loaded = await ports.store.loadForTurn(scope, ref, null)
    if (!loaded) throw new AppError('NOT_FOUND', 'Session not found')
    const admission = await admit(ports, loaded)
    if (admission === 'ended') return loaded.conversation
    if (admission === 'expired') await expireConversation(ports, scope, loaded)
    else await recordEnding(ports, scope, loaded, { kind: 'end', status: 'completed', reason: 'user_hangup' })
  }
}
