import { publicVariables } from '@/lib/domain/conversation'
import type { ErasureCounts, ErasureKey, InsightStore } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { deletedIdKey, type MemoryConversation, type MemoryTables } from '@/lib/store/memory/memory-tables'
import { newestPage } from '@/lib/store/memory/newest-page'

export function memoryErasures(tables: MemoryTables): Pick<InsightStore, 'findErasable' | 'erase' | 'listErasures'> {
  return {
    async findErasable(scope, key) {
      const whose = conversationsOf(tables, scope, key)
      return { counts: countsOf(tables, scope, key, whose), conversationIds: idsOf(whose) }
    },
    async erase(scope, key, receipt) {
      requireScope(scope, key.tenantId)
      const whose = conversationsOf(tables, scope, key)
      const counts = countsOf(tables, scope, key, whose)
      remove(tables, key, whose)
      tables.erasures.push({ ...receipt, tenantId: key.tenantId, counts })
      return { counts, conversationIds: idsOf(whose) }
    },
    async listErasures(scope, { tenantId, ...page }) {
      const own = tables.erasures.filter((row) => row.tenantId === tenantId && inScope(scope, tenantId))
      return newestPage(
        own.map((row) => ({ ...row, createdAt: row.at })),
        page,
      ).map(({ createdAt: _, ...row }) => row)
    },
  }
}

function conversationsOf({ conversations }: MemoryTables, scope: Scope, key: ErasureKey): MemoryConversation[] {
  const { tenantId, conversationId, externalUserId, accesses, value } = key
  return [...conversations.values()].filter((row) => {
    const { conversation } = row
    if (conversation.tenantId !== tenantId || !inScope(scope, tenantId)) return false
    return [
      conversation.id === conversationId,
      externalUserId !== null && conversation.externalUserId === externalUserId,
      accesses.includes(conversation.access),
      value !== null && knows(row, value),
    ].some(Boolean)
  })
}

function knows({ conversation, variables }: MemoryConversation, value: NonNullable<ErasureKey['value']>): boolean {
  const { state, metadata } = conversation
  const known: [string, unknown][] = [
    ...Object.entries(publicVariables(state.variables)),
    ...Object.entries(metadata),
    ...(variables ?? []).map((row): [string, unknown] => [row.name, row.value]),
  ]
  return known.some(([name, found]) => {
    const text = typeof found === 'string' ? found : JSON.stringify(found)
    return (value.name === null || value.name === name) && text.toLowerCase() === value.text.toLowerCase()
  })
}

function countsOf(
  tables: MemoryTables,
  scope: Scope,
  { tenantId, subjects }: ErasureKey,
  whose: readonly MemoryConversation[],
): ErasureCounts {
  const ids = new Set(idsOf(whose))
  const isTheirs = (row: { tenantId: string; subject: string }) =>
    inScope(scope, tenantId) && row.tenantId === tenantId && subjects.includes(row.subject)
  const turns = whose.flatMap((row) => row.turns)
  const events = (type: 'model-call' | 'tool-call') =>
    turns.flatMap((turn) => turn.events.filter((event) => event.type === type)).length
  return {
    conversations: whose.length,
    turns: turns.length,
    messages: whose.flatMap(({ messages }) => messages).length,
    transitions: whose.reduce((sum, { conversation }) => sum + conversation.totalTransitions, 0),
    variables: whose.flatMap(({ variables }) => variables ?? []).length,
    model_calls:
      events('model-call') + tables.analysisCalls.filter(({ conversationId }) => ids.has(conversationId)).length,
    tool_calls: events('tool-call'),
    deliveries: [...tables.deliveries.values()].filter((row) => ids.has(row.conversationId)).length,
    analyses: [...tables.analyses.keys()].filter((id) => ids.has(id)).length,
    chatbot_sessions: [...tables.sessions.values()].filter(
      (session) => isTheirs(session) || ids.has(session.conversationId),
    ).length,
    chatbot_memberships: tables.chatbots.flatMap((chatbot) =>
      chatbot.members.filter(({ subject }) => isTheirs({ tenantId: chatbot.tenantId, subject })),
    ).length,
    token_families: [...tables.families.values()].filter(isTheirs).length,
  }
}

function remove(tables: MemoryTables, { tenantId, subjects }: ErasureKey, whose: readonly MemoryConversation[]): void {
  const ids = new Set(idsOf(whose))
  const isTheirs = (row: { tenantId: string; subject: string }) =>
    row.tenantId === tenantId && subjects.includes(row.subject)
  for (const { conversation } of whose) {
    tables.deletedIds.add(deletedIdKey(conversation))
    tables.conversations.delete(conversation.id)
    tables.analyses.delete(conversation.id)
  }
  tables.analysisCalls = tables.analysisCalls.filter(({ conversationId }) => !ids.has(conversationId))
  for (const [id, { conversationId }] of tables.deliveries) if (ids.has(conversationId)) tables.deliveries.delete(id)
  for (const [ticket, { conversationId }] of tables.tickets) if (ids.has(conversationId)) tables.tickets.delete(ticket)
  for (const [id, session] of tables.sessions)
    if (isTheirs(session) || ids.has(session.conversationId)) tables.sessions.delete(id)
  for (const [id, family] of tables.families) if (isTheirs(family)) tables.families.delete(id)
  tables.chatbots = tables.chatbots.map((chatbot) =>
    chatbot.tenantId === tenantId
      ? { ...chatbot, members: chatbot.members.filter(({ subject }) => !subjects.includes(subject)) }
      : chatbot,
  )
}

function idsOf(whose: readonly MemoryConversation[]): string[] {
  return whose.map(({ conversation }) => conversation.id)
}
