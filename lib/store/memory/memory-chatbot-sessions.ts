import type { ChatbotSession } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { inScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'

type Sessions = Pick<
  ChatbotStore,
  'openSession' | 'findSession' | 'keepSessions' | 'closeSession' | 'closeExpiredSessions'
>

/** `findChatbot`: one that is not removed. */
export function memoryChatbotSessions(
  { sessions, conversations }: MemoryTables,
  findChatbot: (scope: Scope, tenantId: string, agentId: string) => object | undefined,
): Sessions {
  // A session goes with its conversation.
  const find = (scope: Scope, id: string) => {
    const session = sessions.get(id)
    return session && inScope(scope, session.tenantId) && conversations.has(session.conversationId) ? session : null
  }
  const expired = (session: ChatbotSession): ChatbotSession => ({
    ...{ ...session, closedAt: session.resumableUntil, end: 'expired' },
  })
  return {
    async openSession(scope, session) {
      const { tenantId, agentId, subject, conversationId, createdAt } = session
      const conversation = conversations.get(conversationId)?.conversation
      if (!findChatbot(scope, tenantId, agentId) || conversation?.tenantId !== tenantId)
        throw new AppError('NOT_FOUND', 'Chatbot not found')
      const older = [...sessions.values()].find(
        (other) =>
          other.tenantId === tenantId &&
          other.agentId === agentId &&
          other.subject === subject &&
          other.closedAt === null,
      )
      sessions.set(session.id, { ...session, closedAt: null, end: null })
      if (!older) return { supersededId: null }
      const isOver = older.resumableUntil <= createdAt
      sessions.set(older.id, isOver ? expired(older) : { ...older, closedAt: createdAt, end: 'superseded' })
      return { supersededId: isOver ? null : older.id }
    },
    async findSession(scope, sessionId, now) {
      const session = find(scope, sessionId)
      return session?.closedAt === null && session.resumableUntil <= now ? expired(session) : session
    },
    async keepSessions(scope, sessionIds, until) {
      return [...new Set(sessionIds)].flatMap((id) => {
        const session = find(scope, id)
        if (session?.closedAt !== null) return [{ id, end: session?.end ?? 'removed' }]
        sessions.set(id, { ...session, resumableUntil: until })
        return []
      })
    },
    async closeSession(scope, sessionId, end, at) {
      const session = find(scope, sessionId)
      if (session?.closedAt !== null || session.resumableUntil <= at) return false
      sessions.set(sessionId, { ...session, closedAt: at, end })
      return true
    },
    async closeExpiredSessions(scope, now, limit) {
      const over = [...sessions.values()]
        .filter(({ tenantId, closedAt, resumableUntil }) => {
          return inScope(scope, tenantId) && closedAt === null && resumableUntil <= now
        })
        .slice(0, limit)
      for (const session of over) sessions.set(session.id, expired(session))
      return over.length
    },
  }
}
