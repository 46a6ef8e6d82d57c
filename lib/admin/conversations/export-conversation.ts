import type { Turn } from '@/lib/domain/conversation'
import { maskedTurn } from '@/lib/domain/masked-turn'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationAdminPorts } from './conversation-admin-ports'
import { type ConversationView, readConversation } from './read-conversation'
import { allMessages, allTurns } from './read-log'
import { sensitiveParts } from './sensitive-parts'

/** All of a conversation, its whole log included. `masks` as in `readConversation`. Throws NOT_FOUND. */
export async function exportConversation(
  ports: ConversationAdminPorts,
  scope: Scope,
  { conversationId, masks }: { conversationId: string; masks: boolean },
): Promise<{ view: ConversationView; turns: Turn[] }> {
  const view = await readConversation(ports, scope, { conversationId, masks, offset: 0, limit: 1 })
  const place = { tenantId: view.conversation.tenantId, conversationId }
  const [turns, messages] = await Promise.all([
    allTurns(ports.store.conversations, place),
    allMessages(ports.store.conversations, place),
  ])
  const numbers = new Map(turns.map(({ id, number }) => [id, number]))
  const hides = masks ? sensitiveParts(turns, null) : null
  const shown = messages.map((message) => hides?.message(message) ?? message)
  return {
    view: { ...view, messages: shown.map((one) => ({ ...one, turn: numbers.get(one.turnId) ?? null })), next: null },
    turns: masks ? turns.map(maskedTurn) : turns,
  }
}
