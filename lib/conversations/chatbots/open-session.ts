import { randomUUID } from 'node:crypto'
import type { Chatbot, ChatbotSession, Subject } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import type { Conversation } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { beginConversation } from '../begin-conversation'
import type { ConversationPorts } from '../conversation-ports'
import type { LiveSessions } from './live-sessions'
import { moveToActiveVersion } from './move-to-active-version'
import { accessOf, ownConversation } from './own-conversation'

export type SessionPorts = {
  conversations: ConversationPorts
  chatbots: Pick<ChatbotStore, 'openSession' | 'findSession' | 'closeSession'>
  liveSessions: Pick<LiveSessions, 'ended'>
}

/** One of the user's own conversations, a new one, or the latest where there is one. */
export type WantedConversation = { conversationId: string } | 'new' | 'latest'

/** How long a session waits for its first connection. */
const firstConnectionMs = 60 * 60_000

/**
 * A user's way to a chatbot that they may use: the open session of the same two ends, and a conversation from before goes on
 * with the version in force (contract 4, Create Chat Session). Throws NOT_FOUND where the conversation is not the user's own.
 */
export async function openChatbotSession(
  ports: SessionPorts,
  { chatbot, subject }: { chatbot: Chatbot; subject: Subject },
  wanted: WantedConversation,
): Promise<{ session: ChatbotSession; conversation: Conversation }> {
  const { conversations, chatbots, liveSessions } = ports
  const { tenantId, agentId } = chatbot
  const scope = tenant(tenantId)
  const conversation = await conversationFor(conversations, { chatbot, subject }, wanted)
  const createdAt = conversations.clock.now()
  const session = {
    ...{ id: randomUUID(), tenantId, agentId, subject, conversationId: conversation.id, createdAt },
    resumableUntil: createdAt + firstConnectionMs,
  }
  const { supersededId } = await chatbots.openSession(scope, session)
  if (supersededId !== null) liveSessions.ended(supersededId, 'superseded')
  return { session: { ...session, closedAt: null, end: null }, conversation }
}

async function conversationFor(
  ports: ConversationPorts,
  use: { chatbot: Chatbot; subject: Subject },
  wanted: WantedConversation,
): Promise<Conversation> {
  const found = await existing(ports, use, wanted)
  if (!found) return begun(ports, use)
  await moveToActiveVersion(ports, tenant(use.chatbot.tenantId), found.id)
  return found
}

async function existing(
  ports: ConversationPorts,
  use: { chatbot: Chatbot; subject: Subject },
  wanted: WantedConversation,
): Promise<Conversation | null> {
  if (wanted === 'new') return null
  if (wanted !== 'latest') return ownConversation(ports, use, wanted.conversationId)
  const { tenantId, agentId } = use.chatbot
  const filter = { dialects: ['chatbots'], access: [accessOf(use.subject)], agentId, isActive: true } as const
  const page = { limit: 1 }
  const { store, clock } = ports
  const listed = await store.listConversations(tenant(tenantId), { ...filter, now: clock.now() }, page)
  const [latest] = listed.conversations
  return latest ? store.getConversation(tenant(tenantId), { id: latest.id }) : null
}

async function begun(
  ports: ConversationPorts,
  { chatbot, subject }: { chatbot: Chatbot; subject: Subject },
): Promise<Conversation> {
  const { tenantId, agentId } = chatbot
  const made = await beginConversation(ports, tenant(tenantId), {
    ...{ tenantId, agentId, dialect: 'chatbots', externalId: randomUUID(), access: accessOf(subject) },
    ...{ metadata: {}, title: null, expiresAt: null },
    externalUserId: /^external:(.+)$/s.exec(subject)?.[1] ?? null,
  })
  if (made === 'taken') throw new AppError('CONFLICT', 'The conversation could not be made. Try again.')
  return made
}
