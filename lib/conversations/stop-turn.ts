import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'

/**
 * Ends a running turn for its visitor; what was said is kept. One that runs in another process hears of it when that
 * renews its leases. False: it was over already. Throws NOT_FOUND.
 */
export async function stopTurn(
  { store, running }: Pick<ConversationPorts, 'store' | 'running'>,
  scope: Scope,
  { conversationId, turnId }: { conversationId: string; turnId: string },
): Promise<boolean> {
  const turn = await store.getTurn(scope, turnId)
  if (turn?.conversationId !== conversationId) throw new AppError('NOT_FOUND', 'Turn not found')
  if (turn.status !== 'running') return false
  return running.stop(turn.id) || store.requestStop(scope, turn.id)
}
