import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { ConversationState, Turn } from '@/lib/domain/conversation'
import type { ConversationRef, Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'

/** What the agent has said, and the conversation's state once it had. */
export type Said = { message: string; state: ConversationState }

const turnsLookedAt = 20

/** What was said last, again. Throws NOT_FOUND. */
export async function lastReply(
  { store }: Pick<ConversationPorts, 'store'>,
  scope: Scope,
  ref: ConversationRef,
): Promise<Said> {
  const loaded = await store.loadForTurn(scope, ref, null)
  if (!loaded) throw new AppError('NOT_FOUND', 'Invalid communication_id')
  return { message: await lastWords(store, scope, loaded), state: loaded.conversation.state }
}

// A turn that runs, or comes after the state was read, is not among them.
async function lastWords(
  store: ConversationPorts['store'],
  scope: Scope,
  { conversation, lastTurn }: Loaded,
): Promise<string> {
  const last = lastTurn?.number ?? 0
  const page = { after: Math.max(0, last - turnsLookedAt), limit: turnsLookedAt * 5 }
  const turns = await store.listTurns(scope, conversation.id, page)
  const spoken = turns.filter((turn) => turn.number <= last && turn.status === 'done' && wordsOf(turn) !== '')
  const newest = spoken.at(-1)
  return newest ? wordsOf(newest) : ''
}

/** Its spoken parts, joined by a space. */
export function wordsOf({ messages }: Turn): string {
  return messages.flatMap(({ role, content }) => (role === 'assistant' ? [content] : [])).join(' ')
}
