import type { Person, TenantKey } from '@/lib/domain/access-store'
import type { AgentKind, AgentSettings, AgentVersion } from '@/lib/domain/agent'
import type { Chatbot, ChatbotMember, ChatbotSession } from '@/lib/domain/chatbot'
import type { Conversation, Message, Turn } from '@/lib/domain/conversation'
import type { ConversationRef, Idempotency, VariableRow } from '@/lib/domain/conversation-store'
import type { ListedDelivery } from '@/lib/domain/delivery-store'
import type { StoredForm } from '@/lib/domain/form-store'
import type { Erasure, StoredAnalysis } from '@/lib/domain/insight-store'
import type { KnowledgeBase } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { SigningKey, TokenFamily } from '@/lib/domain/token-store'
import type { ModelCall } from '@/lib/domain/turn-event'
import { inScope } from '@/lib/store/in-scope'

export type MemoryTurn = Omit<Turn, 'messages'> & {
  idempotency: Idempotency | null
  /** Shared by all attempts of one number. */
  userMessage: Message | null
  answers: readonly Message[]
}

export type MemoryConversation = {
  conversation: Conversation
  lease: { turnId: string; owner: string; until: number } | null
  messages: Message[]
  /** Ids of messages that are no longer shown. */
  hidden: Set<string>
  turns: MemoryTurn[]
  variables?: (VariableRow & { turnId: string })[]
  /** Ids of turns that were asked to stop. */
  stopsRequested: Set<string>
}

export type MemoryForm = StoredForm & { tenantId: string }

export type MemoryAgent = {
  tenantId: string
  agentId: string
  slug: string | null
  kind: AgentKind
  name: string
  activeVersion: number | null
  updatedAt: number
  versions: Omit<AgentVersion, 'isActive' | 'slug'>[]
  /** With negative numbers, oldest first. */
  trials: Omit<AgentVersion, 'isActive' | 'slug'>[]
  settings: AgentSettings
}

export type MemoryChatbot = Omit<Chatbot, 'name' | 'slug'> & { members: readonly ChatbotMember[]; isRemoved: boolean }

export type MemoryFamily = TokenFamily & {
  givenUp: { hash: string; at: number } | null
  revokedAt: number | null
}

export type MemoryAnalysis = StoredAnalysis & { dueAt: number | null }

export type MemoryFailures = { count: number; countedUntil: number; lockedUntil: number | null }

export type MemoryTables = {
  conversations: Map<string, MemoryConversation>
  deletedIds: Set<string>
  tickets: Map<number, { tenantId: string; conversationId: string; expiresAt: number }>
  lastTicket: number
  deliveries: Map<string, ListedDelivery>
  agents: MemoryAgent[]
  forms: MemoryForm[]
  tenants: Map<string, { id: string; name: string }>
  keys: Map<string, TenantKey>
  people: Person[]
  usedValues: Map<string, number>
  settings: Map<string, string>
  bases: Map<string, KnowledgeBase>
  chatbots: MemoryChatbot[]
  sessions: Map<string, ChatbotSession>
  families: Map<string, MemoryFamily>
  signingKeys: SigningKey[]
  failures: Map<string, MemoryFailures>
  analyses: Map<string, MemoryAnalysis>
  analysisCalls: { conversationId: string; at: number; call: ModelCall }[]
  erasures: Erasure[]
}

export function emptyTables(): MemoryTables {
  return {
    conversations: new Map(),
    deletedIds: new Set(),
    tickets: new Map(),
    lastTicket: 0,
    deliveries: new Map(),
    agents: [],
    forms: [],
    tenants: new Map(),
    keys: new Map(),
    people: [],
    usedValues: new Map(),
    settings: new Map(),
    bases: new Map(),
    chatbots: [],
    sessions: new Map(),
    families: new Map(),
    signingKeys: [],
    failures: new Map(),
    analyses: new Map(),
    analysisCalls: [],
    erasures: [],
  }
}

export function findConversation(tables: MemoryTables, scope: Scope, ref: ConversationRef): MemoryConversation | null {
  const found =
    'id' in ref
      ? tables.conversations.get(ref.id)
      : [...tables.conversations.values()].find(
          ({ conversation }) =>
            conversation.dialect === ref.dialect &&
            conversation.externalId === ref.externalId &&
            inScope(scope, conversation.tenantId),
        )
  return found && inScope(scope, found.conversation.tenantId) ? found : null
}

export function findTurn(tables: MemoryTables, scope: Scope, turnId: string) {
  for (const row of tables.conversations.values()) {
    const turn = row.turns.find((candidate) => candidate.id === turnId)
    if (turn && inScope(scope, row.conversation.tenantId)) return { row, turn }
  }
  return null
}

/** The newest turn that a key belongs to, and its tenant. */
export function findKey(tables: MemoryTables, scope: Scope, key: string) {
  return findKeyed(tables, scope, key)?.turn ?? null
}

export function findKeyed(tables: MemoryTables, scope: Scope, key: string) {
  const found = [...tables.conversations.values()]
    .filter((row) => inScope(scope, row.conversation.tenantId))
    .flatMap((row) => row.turns.map((turn) => ({ row, turn })))
    .filter(({ turn }) => turn.idempotency?.key === key)
  return found.toSorted((a, b) => b.turn.attempt - a.turn.attempt)[0] ?? null
}

export function visibleMessages({ messages, hidden }: MemoryConversation): Message[] {
  return messages.filter(({ id }) => !hidden.has(id))
}

export function turnWithMessages(row: MemoryConversation, turn: MemoryTurn): Turn {
  const { idempotency: _, userMessage, answers, ...rest } = turn
  const ids = new Set([userMessage, ...answers].map((message) => message?.id))
  const messages = visibleMessages(row).filter(({ id }) => ids.has(id))
  return {
    ...rest,
    messages: messages.map((message) => (message.id === userMessage?.id ? { ...message, turnId: turn.id } : message)),
  }
}

export function deletedIdKey(conversation: Pick<Conversation, 'tenantId' | 'dialect' | 'externalId'>): string {
  return JSON.stringify([conversation.tenantId, conversation.dialect, conversation.externalId])
}
