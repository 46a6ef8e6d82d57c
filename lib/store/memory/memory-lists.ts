import type { ConversationFilter, ConversationStore, ConversationSummary } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import { inScope } from '@/lib/store/in-scope'
import {
  findConversation,
  type MemoryConversation,
  type MemoryTables,
  visibleMessages,
} from '@/lib/store/memory/memory-tables'

type Lists = Pick<ConversationStore, 'listConversations' | 'findMessage' | 'searchMessages'>

export function memoryLists(tables: MemoryTables): Lists {
  return {
    async listConversations(scope, filter, { before, offset, limit }) {
      const all = [...tables.conversations.values()].filter((row) => fits(row, scope, filter)).map(summary)
      const sorted = all.toSorted((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0))
      const rest = before ? sorted.filter((row) => isAfter(row, before)) : sorted
      const first = offset ?? 0
      return {
        conversations: rest.slice(first, first + limit),
        total: offset === undefined ? null : all.length,
      }
    },

    async findMessage(scope, messageId) {
      for (const row of tables.conversations.values()) {
        const message = visibleMessages(row).find(({ id }) => id === messageId)
        if (message && inScope(scope, row.conversation.tenantId)) return { message, conversation: row.conversation }
      }
      return null
    },

    async searchMessages(scope, conversationId, { role, search, offset, limit }) {
      const row = findConversation(tables, scope, { id: conversationId })
      const found = (row ? visibleMessages(row) : []).filter(
        (message) => (role === undefined || message.role === role) && has(message.content, search ?? ''),
      )
      return { messages: found.slice(offset, offset + limit), total: found.length }
    },
  }
}

function isAfter(row: ConversationSummary, before: { updatedAt: number; id: string }): boolean {
  return row.updatedAt < before.updatedAt || (row.updatedAt === before.updatedAt && row.id < before.id)
}

function fits(row: MemoryConversation, scope: Scope, filter: ConversationFilter): boolean {
  const { conversation, turns } = row
  const { access, agentId, externalUserId, search, words, isActive, heardOnly = false, now } = filter
  const active = conversation.state.status === 'active' && (conversation.expiresAt ?? Infinity) > now
  return [
    inScope(scope, conversation.tenantId) && conversation.hiddenAt === null,
    filter.dialects.includes(conversation.dialect),
    access === 'any' || access.includes(conversation.access),
    agentId === undefined || conversation.agentId === agentId,
    externalUserId === undefined || conversation.externalUserId === externalUserId,
    search === undefined || isFound(conversation, search, filter.searchExact ?? false),
    words === undefined || isSaid(row, words),
    isActive === undefined || isActive === active,
    !heardOnly || turns.some((turn) => turn.kind === 'input'),
  ].every(Boolean)
}

function isFound(
  { id, externalId, externalUserId, title }: MemoryConversation['conversation'],
  search: string,
  isExact: boolean,
): boolean {
  const ids = [id, externalId, externalUserId ?? '']
  return isExact ? ids.includes(search) : [...ids, title ?? ''].some((text) => has(text, search))
}

function isSaid(row: MemoryConversation, words: string): boolean {
  return has(row.conversation.title ?? '', words) || visibleMessages(row).some(({ content }) => has(content, words))
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}

function summary({ conversation }: MemoryConversation): ConversationSummary {
  const { id, externalId, dialect, access, agentId, agentName, agentVersion, title } = conversation
  const { createdAt, updatedAt, expiresAt, externalUserId, metadata, totalMessages, state } = conversation
  return {
    ...{ id, externalId, dialect, access, agentId, agentName, agentVersion, title },
    ...{ createdAt, updatedAt, expiresAt, externalUserId, metadata, totalMessages },
    ...{ status: state.status, inputs: conversation.totalTurns },
  }
}
