import type { Chatbot } from '@/lib/domain/chatbot'
import type { ChatbotStore } from '@/lib/domain/chatbot-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { memoryChatbotSessions } from '@/lib/store/memory/memory-chatbot-sessions'
import type { MemoryChatbot, MemoryTables } from '@/lib/store/memory/memory-tables'

export function memoryChatbots(tables: MemoryTables, clock: Clock): ChatbotStore {
  const agentOf = ({ tenantId, agentId }: Pick<Chatbot, 'tenantId' | 'agentId'>) =>
    tables.agents.find((agent) => agent.tenantId === tenantId && agent.agentId === agentId)
  const ofTenant = (scope: Scope, tenantId: string) =>
    tables.chatbots.filter((row) => row.tenantId === tenantId && inScope(scope, tenantId) && !row.isRemoved)
  const find = (scope: Scope, tenantId: string, agentId: string) =>
    ofTenant(scope, tenantId).find((row) => row.agentId === agentId)
  const chatbotOf = ({ members: _, isRemoved: __, ...row }: MemoryChatbot): Chatbot => {
    const { slug = null, name = '' } = agentOf(row) ?? {}
    return { ...row, slug, name, attachedBaseIds: row.attachedBaseIds.filter((id) => tables.bases.has(id)) }
  }
  const requireBases = (tenantId: string, baseIds: readonly string[]) => {
    if (!baseIds.every((id) => tables.bases.get(id)?.tenantId === tenantId))
      throw new AppError('NOT_FOUND', 'Knowledge base not found')
  }
  const endSessions = ({ tenantId, agentId }: MemoryChatbot, closedAt: number, subject?: string) => {
    const own = [...tables.sessions.values()].filter(
      (session) => session.tenantId === tenantId && session.agentId === agentId && session.closedAt === null,
    )
    for (const session of own)
      if (session.subject === (subject ?? session.subject))
        tables.sessions.set(session.id, { ...session, closedAt, end: 'removed' })
  }
  return {
    ...memoryChatbotSessions(tables, find),
    async addChatbot(scope, chatbot) {
      requireScope(scope, chatbot.tenantId)
      if (!agentOf(chatbot)) throw new AppError('NOT_FOUND', 'Agent not found')
      requireBases(chatbot.tenantId, [chatbot.baseId, ...chatbot.attachedBaseIds])
      if (tables.chatbots.some(({ tenantId, agentId }) => tenantId === chatbot.tenantId && agentId === chatbot.agentId))
        throw new AppError('CONFLICT', 'This agent is a chatbot already')
      const attachedBaseIds = [...new Set(chatbot.attachedBaseIds)]
      tables.chatbots.push({ ...chatbot, attachedBaseIds, members: [], isRemoved: false })
    },
    async findChatbot(scope, tenantId, idOrSlug) {
      const own = ofTenant(scope, tenantId).map(chatbotOf)
      const sought = idOrSlug.toLowerCase()
      return own.find(({ agentId }) => agentId === sought) ?? own.find(({ slug }) => slug === idOrSlug) ?? null
    },
    async listChatbots(scope, tenantId, subject) {
      return ofTenant(scope, tenantId)
        .filter(
          ({ owner, members }) =>
            subject === 'any' || owner === subject || members.some((member) => member.subject === subject),
        )
        .map(chatbotOf)
        .toSorted((a, b) => (a.name === b.name ? a.createdAt - b.createdAt : a.name < b.name ? -1 : 1))
    },
    async setAttachedBases(scope, tenantId, agentId, baseIds) {
      const row = find(scope, tenantId, agentId)
      if (!row) return false
      requireBases(tenantId, baseIds)
      row.attachedBaseIds = [...new Set(baseIds)]
      return true
    },
    async removeChatbot(scope, tenantId, agentId, at) {
      const row = find(scope, tenantId, agentId)
      if (!row) return false
      row.isRemoved = true
      endSessions(row, at)
      return true
    },
    async setMember(scope, tenantId, agentId, { subject, role, at }) {
      const row = find(scope, tenantId, agentId)
      if (!row) return false
      const since = row.members.find((member) => member.subject === subject)?.since ?? at
      row.members = [...row.members.filter((member) => member.subject !== subject), { subject, role, since }]
      return true
    },
    async removeMember(scope, tenantId, agentId, subject) {
      const row = find(scope, tenantId, agentId)
      const others = row?.members.filter((member) => member.subject !== subject) ?? []
      if (!row || others.length === row.members.length) return false
      row.members = others
      endSessions(row, clock.now(), subject)
      return true
    },
    async listMembers(scope, tenantId, agentId) {
      const members = find(scope, tenantId, agentId)?.members ?? []
      return members.toSorted((a, b) => a.since - b.since || (a.subject < b.subject ? -1 : 1))
    },
    async memberRole(scope, tenantId, agentId, subject) {
      const members = find(scope, tenantId, agentId)?.members ?? []
      return members.find((member) => member.subject === subject)?.role ?? null
    },
  }
}
