import type { Conversation, Turn } from '@/lib/domain/conversation'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'
import { type InputRequest, startTurn } from './start-turn'

/** The turn that answered, and the conversation it belongs to as it was before it. */
export type TakenTurn = { conversation: Conversation; turn: Turn }

/**
 * Hears one message: accept, run, commit, then say. Throws what `startTurn` throws and what made the turn fail: TIMEOUT,
 * MODEL_UNAVAILABLE, GONE, BUSY. Another's turn under the same key is waited for, and tried again where it has failed.
 */
export async function takeTurn(
  ports: ConversationPorts,
  scope: Scope,
  request: InputRequest,
  arrivedAt = ports.clock.monotonic(),
): Promise<TakenTurn> {
  for (;;) {
    const { conversation, ended } = await startTurn(ports, scope, request, arrivedAt)
    const turn = await ended()
    if (turn) return { conversation, turn }
  }
}
