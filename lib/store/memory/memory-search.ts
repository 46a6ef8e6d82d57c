import type { Message } from '@/lib/domain/conversation'
import { publicVariables } from '@/lib/domain/conversation'
import type { ConversationSearch, InsightStore, ListedConversation } from '@/lib/domain/insight-store'
import { inScope } from '@/lib/store/in-scope'
import {
  findConversation,
  type MemoryConversation,
  type MemoryTables,
  visibleMessages,
} from '@/lib/store/memory/memory-tables'
import { newestPage } from '@/lib/store/memory/newest-page'

type Lists = Pick<InsightStore, 'searchConversations' | 'findListed' | 'listVariables'>

export function memorySearch(tables: MemoryTables): Lists {
  return {
    async searchConversations(scope, { before, limit, ...wanted }) {
      const rows = [...tables.conversations.values()].filter(
        (row) => inScope(scope, row.conversation.tenantId) && fits(tables, row, wanted),
      )
      const listed = rows.map((row) => listedOf(tables, row))
      return newestPage(listed, { limit, ...(before && { before }) })
    },
    async findListed(scope, conversationId) {
      const row = findConversation(tables, scope, { id: conversationId })
      return row && listedOf(tables, row)
    },
    async listVariables(scope, conversationId) {
      const given = findConversation(tables, scope, { id: conversationId })?.variables ?? []
      const newest = new Map(given.toSorted((a, b) => a.createdAt - b.createdAt).map((row) => [row.name, row]))
      return [...newest.values()].map(({ id: _, ...row }) => row).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

function fits(tables: MemoryTables, row: MemoryConversation, wanted: ConversationSearch): boolean {
  const { conversation } = row
  const { agentId, version, dialect, status, variable, since, until, search, feedback } = wanted
  return [
    conversation.tenantId === wanted.tenantId && conversation.dialect !== 'trials',
    agentId === undefined || conversation.agentId === agentId,
    version === undefined || conversation.agentVersion === version,
    dialect === undefined || conversation.dialect === dialect,
    status === undefined || conversation.state.status === status,
    variable === undefined || hasVariable(row, variable, wanted.hidesSensitive),
    since === undefined || conversation.createdAt >= since,
    until === undefined || conversation.createdAt < until,
    search === undefined || isFound(row, search.toLowerCase(), wanted.hidesSensitive),
    feedback === undefined || visibleMessages(row).some((message) => isRated(message, feedback)),
    wanted.analysis === undefined || isAnalysed(tables, row, wanted.analysis),
  ].every(Boolean)
}

function hasVariable(
  { conversation, turns }: MemoryConversation,
  { name, value }: NonNullable<ConversationSearch['variable']>,
  hidesSensitive: boolean,
): boolean {
  const known = publicVariables(conversation.state.variables)[name] ?? null
  if (known === null || value === undefined) return known !== null
  const text = typeof known === 'string' ? known : JSON.stringify(known)
  const isHidden = hidesSensitive && turns.some(({ events }) => hasSensitive(events, name))
  return text.toLowerCase() === value.toLowerCase() && !isHidden
}

function isFound(row: MemoryConversation, words: string, hidesSensitive: boolean): boolean {
  const { id, externalId, externalUserId, title } = row.conversation
  // Of a conversation that has been in a form, what its visitor said may be a sensitive answer.
  const isForm = row.conversation.dialect === 'forms' || row.conversation.state.form !== undefined
  const read = visibleMessages(row).filter(({ role }) => !hidesSensitive || !isForm || role !== 'user')
  const texts = [id, externalId, externalUserId ?? '', title ?? '', ...read.map(({ content }) => content)]
  return texts.some((text) => text.toLowerCase().includes(words))
}

/** Whether the field with this name is sensitive somewhere in it. */
function hasSensitive(part: unknown, name: string): boolean {
  if (typeof part !== 'object' || part === null) return false
  if (Reflect.get(part, 'isSensitive') === true && Reflect.get(part, 'field') === name) return true
  return Object.values(part).some((inner) => hasSensitive(inner, name))
}

function isRated(message: Message, wanted: 'up' | 'down' | 'any'): boolean {
  return wanted === 'any' ? message.feedback !== null : message.feedback === wanted
}

function isAnalysed(
  { analyses }: MemoryTables,
  { conversation }: MemoryConversation,
  wanted: NonNullable<ConversationSearch['analysis']>,
): boolean {
  const analysis = analyses.get(conversation.id)?.analysis ?? null
  switch (wanted) {
    case 'done':
      return analysis !== null
    case 'none':
      return analysis === null
    case 'successful':
      return analysis?.callSuccessful === true
    case 'unsuccessful':
      return analysis?.callSuccessful === false
    default:
      return analysis?.sentiment === wanted
  }
}

function listedOf({ analyses }: MemoryTables, row: MemoryConversation): ListedConversation {
  const { state, totalTurns, ...conversation } = row.conversation
  const { id, tenantId, dialect, externalId, access, externalUserId, agentId, agentName, agentVersion } = conversation
  const { title, createdAt, updatedAt, hiddenAt, totalMessages } = conversation
  const ratings = visibleMessages(row).map(({ feedback }) => feedback)
  const costs = row.turns
    .flatMap(({ events }) => events)
    .flatMap((event) => (event.type === 'model-call' && event.call.cost !== null ? [event.call.cost] : []))
  const analysis = analyses.get(id)?.analysis
  return {
    ...{ id, tenantId, dialect, externalId, access, externalUserId, agentId, agentName, agentVersion },
    ...{ status: state.status, title, createdAt, updatedAt, endedAt: state.endedAt, hiddenAt, totalMessages },
    inputs: totalTurns,
    feedback: { up: count(ratings, 'up'), down: count(ratings, 'down') },
    cost: costs.length > 0 ? costs.reduce((sum, cost) => sum + cost, 0) : null,
    analysis: analysis ? { sentiment: analysis.sentiment, successful: analysis.callSuccessful } : null,
  }
}

function count(ratings: readonly (string | null)[], wanted: string): number {
  return ratings.filter((rating) => rating === wanted).length
}
