import type { Turn } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'

/** A conversation's turns, oldest first: the newest `last`, or `limit` of those numbered above `after`. Throws NOT_FOUND. */
export async function listTurns(
  { store }: Pick<ConversationPorts, 'store'>,
  scope: Scope,
  conversationId: string,
  { last, after, limit }: { last?: number | undefined; after: number; limit: number },
): Promise<Turn[]> {
  const loaded = await store.loadForTurn(scope, { id: conversationId }, null)
  if (!loaded) throw new AppError('NOT_FOUND', 'Conversation not found')
  if (last === undefined) return store.listTurns(scope, conversationId, { after, limit })
  const newest = loaded.lastTurn?.number ?? 0
  return (await store.listTurns(scope, conversationId, { after: newest - last, limit: 200 })).slice(-last)
}
