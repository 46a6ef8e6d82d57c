import type { z } from 'zod'
import type { Message } from '@/lib/domain/conversation'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import { maxListed, type message } from './chats-schemas'
import type { SessionView } from './session-view'

export type MessageView = z.output<typeof message>

/** A message as contract 5 shows it: what an agent says in one turn is one message, under the id of its last part. */
export type Shown = Message & { role: MessageView['role']; partIds: readonly string[] }

export function messageView(shown: Shown, session: SessionView): MessageView {
  const { id, content, role, metadata, createdAt } = shown
  return { id, session, message: content, role, metadata, timestamp: new Date(createdAt).toISOString() }
}

/** Parts of one turn's answer are joined by a space; what tools returned is no message here. Pure. */
export function joinParts(messages: readonly Message[]): Shown[] {
  const shown: Shown[] = []
  for (const message of messages) {
    const { role } = message
    if (role === 'tool') continue
    const before = shown.at(-1)
    const goesOn = role === 'assistant' && before?.role === role && before.turnId === message.turnId
    if (before && goesOn) shown[shown.length - 1] = joined(before, message)
    else shown.push({ ...message, role, partIds: [message.id] })
  }
  return shown
}

function joined(before: Shown, message: Message): Shown {
  return {
    ...before,
    id: message.id,
    content: `${before.content} ${message.content}`,
    metadata: { ...before.metadata, ...message.metadata },
    createdAt: message.createdAt,
    partIds: [...before.partIds, message.id],
  }
}

/** All visible messages of a conversation, oldest first. */
export async function loadShown(
  store: Pick<ConversationStore, 'searchMessages'>,
  scope: Scope,
  conversationId: string,
): Promise<Shown[]> {
  const loaded: Message[] = []
  for (;;) {
    const place = { offset: loaded.length, limit: maxListed }
    const { messages, total } = await store.searchMessages(scope, conversationId, place)
    loaded.push(...messages)
    if (messages.length === 0 || loaded.length >= total) return joinParts(loaded)
  }
}
