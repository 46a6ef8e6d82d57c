import type { Message, Turn } from '@/lib/domain/conversation'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import { tenant } from '@/lib/domain/scope'

type Place = { tenantId: string; conversationId: string }

const page = 500

/** Every turn of a conversation, oldest first. */
export async function allTurns(
  reads: Pick<ConversationStore, 'listTurns'>,
  { tenantId, conversationId }: Place,
): Promise<Turn[]> {
  const found = new Map<string, Turn>()
  for (let after = -1; ; ) {
    const turns = await reads.listTurns(tenant(tenantId), conversationId, { after, limit: page })
    for (const turn of turns) found.set(turn.id, turn)
    const last = turns.at(-1)
    if (!last || turns.length < page) return [...found.values()]
    // A page may end between two attempts of one number: the next one begins with that number again.
    after = Math.max(last.number - 1, after + 1)
  }
}

/** Every visible message, oldest first. */
export async function allMessages(
  reads: Pick<ConversationStore, 'listMessages'>,
  { tenantId, conversationId }: Place,
): Promise<Message[]> {
  const found: Message[] = []
  for (;;) {
    const messages = await reads.listMessages(tenant(tenantId), conversationId, { offset: found.length, limit: page })
    found.push(...messages)
    if (messages.length < page) return found
  }
}
