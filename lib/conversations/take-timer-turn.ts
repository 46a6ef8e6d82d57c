import type { Scope } from '@/lib/domain/scope'
import { admit } from './admit'
import { claimNext } from './claim-next'
import type { ConversationPorts } from './conversation-ports'
import { executeTurn } from './execute-turn'
import { expireConversation } from './expire-conversation'

/**
 * Lets time do what is due in an idle conversation: a `timeout:` transition, or idling out. Does nothing where a turn
 * runs or nothing is due. Throws what made its turn fail.
 */
export async function takeTimerTurn(ports: ConversationPorts, scope: Scope, conversationId: string): Promise<void> {
  const loaded = await ports.store.loadForTurn(scope, { id: conversationId }, null)
  if (!loaded || loaded.running) return
  const admission = await admit(ports, loaded)
  if (admission === 'expired') return expireConversation(ports, scope, loaded)
  if (admission !== 'timeout-due') return
  const claimed = await claimNext(ports, scope, loaded, { text: null, idempotency: null }, null)
  if (claimed.outcome === 'claimed') await executeTurn(ports, scope, claimed, { arrivedAt: ports.clock.monotonic() })
}
