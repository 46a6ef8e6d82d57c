import { isUuid } from '@/lib/agents/agent-id-from'
import { type Chatbot, isSubject, type MemberRole, type Subject } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { ChatbotUser } from './chatbot-ports'

/** `use`: see it and ask. `change`: its words and documents too. `all`: who else may use it, and its removal. */
export type ChatbotNeed = 'use' | 'change' | 'all'

export type ChatbotRole = 'owner' | MemberRole

/** A chatbot, and what the one who asks is to it. */
export type OpenChatbot = { chatbot: Chatbot; role: ChatbotRole; subject: Subject }

type Ports = { store: { chatbots: Pick<ChatbotStore, 'findChatbot' | 'memberRole'> } }

const allowed: Record<ChatbotNeed, readonly ChatbotRole[]> = {
  use: ['user', 'editor', 'owner'],
  change: ['editor', 'owner'],
  all: ['owner'],
}

/**
 * The one place that says who may do what: its owner, and people who edit or own the tenant, everything; members what their
 * role says. Throws NOT_FOUND, the same for a chatbot that is not there and for one that is not for them.
 */
export async function requireChatbot(
  { store }: Ports,
  user: ChatbotUser,
  idOrSlug: string,
  need: ChatbotNeed,
): Promise<OpenChatbot> {
  const subject = subjectOf(user)
  const scope = tenant(user.tenantId)
  const wanted = isUuid(idOrSlug) ? idOrSlug.toLowerCase() : idOrSlug
  const chatbot = await store.chatbots.findChatbot(scope, user.tenantId, wanted)
  if (!chatbot) throw chatbotNotFound()
  const isOwner = chatbot.owner === subject || mayEverything(user)
  const role = isOwner ? 'owner' : await store.chatbots.memberRole(scope, user.tenantId, chatbot.agentId, subject)
  if (role === null || !allowed[need].includes(role)) throw chatbotNotFound()
  return { chatbot, role, subject }
}

/** People who edit or own the tenant; users of an integration never, whatever their token says. */
export function mayEverything({ subject, role }: ChatbotUser): boolean {
  return subject.startsWith('person:') && (role === 'editor' || role === 'owner')
}

/** Throws UNAUTHORIZED for a token that names neither a person nor somebody's user. */
export function subjectOf({ subject }: Pick<ChatbotUser, 'subject'>): Subject {
  if (!isSubject(subject)) throw new AppError('UNAUTHORIZED', 'This token names nobody')
  return subject
}

export function chatbotNotFound(): AppError {
  return new AppError('NOT_FOUND', 'Chatbot not found')
}
