import type { Turn } from '@/lib/domain/conversation'
import type { ConversationRef, Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { claimNext } from './claim-next'
import type { ConversationPorts } from './conversation-ports'
import { executeTurn } from './execute-turn'
import { Line } from './line'

const opening = { kind: 'opening', text: null, idempotency: null } as const

/**
 * Lets the agent begin a conversation that was made beforehand. Null: it has begun, by this or another request. Throws
 * NOT_FOUND, BUSY, and what made the turn fail: it may be tried again.
 */
export async function takeOpeningTurn(
  ports: ConversationPorts,
  scope: Scope,
  ref: ConversationRef,
): Promise<Turn | null> {
  const arrivedAt = ports.clock.monotonic()
  const line = new Line(ports, scope, { arrivedAt })
  try {
    for (;;) {
      const loaded = await ports.store.loadForTurn(scope, ref, null)
      if (!loaded) throw new AppError('NOT_FOUND', 'Conversation not found')
      if (!isUnopened(loaded)) return null
      if (ports.running.isDraining)
        throw new AppError('BUSY', 'The server is restarting. Send the message again.', { retryAfterSeconds: 2 })
      const claimed = await claimNext(ports, scope, loaded, opening, line.ticket)
      if (claimed.outcome === 'claimed') {
        line.claimed()
        return await executeTurn(ports, scope, claimed, { arrivedAt })
      }
      if (claimed.outcome === 'busy') await line.wait(loaded.conversation.id)
    }
  } finally {
    await line.leave()
  }
}

/** Nothing has happened in it yet, or its opening has failed. */
export function isUnopened({ conversation, lastTurn }: Pick<Loaded, 'conversation' | 'lastTurn'>): boolean {
  if (conversation.state.status !== 'active') return false
  return lastTurn === null || (lastTurn.kind === 'opening' && lastTurn.status !== 'done')
}
