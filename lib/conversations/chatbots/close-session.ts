import type { Subject } from '@/lib/domain/chatbot'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { SessionPorts } from './open-session'

/** Ends a session for its user; one that has ended already stays as it ended. Throws NOT_FOUND where it is not theirs. */
export async function closeChatbotSession(
  { chatbots, liveSessions, conversations }: SessionPorts,
  { tenantId, subject }: { tenantId: string; subject: Subject },
  sessionId: string,
): Promise<void> {
  const scope = tenant(tenantId)
  const now = conversations.clock.now()
  const session = await chatbots.findSession(scope, sessionId, now)
  if (session?.subject !== subject) throw new AppError('NOT_FOUND', 'Session not found')
  if (await chatbots.closeSession(scope, session.id, 'closed', now)) liveSessions.ended(session.id, 'closed')
}
