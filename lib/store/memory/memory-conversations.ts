import type { Clock } from '@/lib/domain/clock'
import type { ConversationStore, Loaded } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import { inScope } from '@/lib/store/in-scope'
import { memoryEdits } from '@/lib/store/memory/memory-edits'
import { memoryLists } from '@/lib/store/memory/memory-lists'
import {
  deletedIdKey,
  findConversation,
  findKeyed,
  findTurn,
  type MemoryConversation,
  type MemoryTables,
  turnWithMessages,
  visibleMessages,
} from '@/lib/store/memory/memory-tables'
import { memoryTurns } from '@/lib/store/memory/memory-turns'

export function memoryConversations(tables: MemoryTables, clock: Clock): ConversationStore {
  return {
    ...memoryTurns(tables, clock),
    ...memoryLists(tables),
    ...memoryEdits(tables, clock),

    async loadForTurn(scope, ref, idempotencyKey) {
      const row = findConversation(tables, scope, ref)
      return row && loaded(row, idempotencyKey)
    },

    async takeTicket(scope, conversationId, lifeMs) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row) throw new AppError('NOT_FOUND', 'Conversation not found')
      tables.lastTicket += 1
      const { tenantId } = row.conversation
      tables.tickets.set(tables.lastTicket, { tenantId, conversationId, expiresAt: clock.now() + lifeMs })
      return tables.lastTicket
    },

    async renewTicket(scope, ticket, lifeMs) {
      const row = tables.tickets.get(ticket)
      if (row && inScope(scope, row.tenantId)) row.expiresAt = clock.now() + lifeMs
    },

    async dropTicket(scope, ticket) {
      const row = tables.tickets.get(ticket)
      if (row && inScope(scope, row.tenantId)) tables.tickets.delete(ticket)
    },

    async renewLeases(scope, owner, turns, leaseMs) {
      const lost: string[] = []
      for (const { turnId, fence } of turns) {
        const row = findTurn(tables, scope, turnId)?.row
        const lease = row?.lease
        const held = row?.conversation.fence === fence && lease?.turnId === turnId && lease.owner === owner
        if (held) lease.until = clock.now() + leaseMs
        else lost.push(turnId)
      }
      return lost
    },

    async requestStop(scope, turnId) {
      const found = findTurn(tables, scope, turnId)
      if (found?.turn.status !== 'running') return false
      found.row.stopsRequested.add(turnId)
      return true
    },

    async stopsRequested(scope, turnIds) {
      return turnIds.filter((turnId) => {
        const found = findTurn(tables, scope, turnId)
        return found?.turn.status === 'running' && found.row.stopsRequested.has(turnId)
      })
    },

    async sweepDeadTurns(scope, limit) {
      const now = clock.now()
      const dead = [...tables.conversations.values()]
        .filter((row) => inScope(scope, row.conversation.tenantId) && row.lease !== null && row.lease.until <= now)
        .slice(0, limit)
      for (const row of dead) closeDeadTurn(row, now)
      return dead.length
    },

    async dueWakes(scope, now, limit) {
      return [...tables.conversations.values()]
        .filter((row) => inScope(scope, row.conversation.tenantId) && row.lease === null)
        .map((row) => row.conversation)
        .filter(({ state, wakeAt }) => state.status === 'active' && wakeAt !== null && wakeAt <= now)
        .toSorted((a, b) => (a.wakeAt ?? 0) - (b.wakeAt ?? 0))
        .slice(0, limit)
        .map(({ tenantId, id }) => ({ tenantId, conversationId: id }))
    },

    async getConversation(scope, ref) {
      return findConversation(tables, scope, ref)?.conversation ?? null
    },

    async getTurn(scope, turnId) {
      const found = findTurn(tables, scope, turnId)
      return found && turnWithMessages(found.row, found.turn)
    },

    async findOpening(scope, idempotencyKey) {
      const found = findKeyed(tables, scope, idempotencyKey)
      if (found?.turn.kind !== 'opening' || !found.turn.idempotency) return null
      const { requestHash } = found.turn.idempotency
      return { turn: turnWithMessages(found.row, found.turn), requestHash }
    },

    async listTurns(scope, conversationId, { after, limit }) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row) return []
      return row.turns
        .filter((turn) => turn.number > after)
        .toSorted((a, b) => a.number - b.number || a.attempt - b.attempt)
        .slice(0, limit)
        .map((turn) => turnWithMessages(row, turn))
    },

    async listMessages(scope, conversationId, { offset, limit }) {
      const row = findConversation(tables, scope, { id: conversationId })
      return row ? visibleMessages(row).slice(offset, offset + limit) : []
    },

    async deleteConversation(scope, conversationId) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row) return false
      tables.deletedIds.add(deletedIdKey(row.conversation))
      tables.conversations.delete(conversationId)
      for (const [id, delivery] of tables.deliveries)
        if (delivery.conversationId === conversationId) tables.deliveries.delete(id)
      for (const [ticket, waiting] of tables.tickets)
        if (waiting.conversationId === conversationId) tables.tickets.delete(ticket)
      return true
    },
  }
}

function loaded(row: MemoryConversation, idempotencyKey: string | null): Loaded {
  const { conversation, lease, turns } = row
  const messages = visibleMessages(row).filter(({ role }) => role !== 'tool')
  const last = turns.toSorted((a, b) => b.number - a.number || b.attempt - a.attempt)[0]
  const same = turns.findLast((turn) => idempotencyKey !== null && turn.idempotency?.key === idempotencyKey)
  return {
    conversation,
    history: conversation.historyLimit > 0 ? messages.slice(-conversation.historyLimit) : [],
    running: lease && { turnId: lease.turnId, owner: lease.owner },
    lastTurn: last
      ? {
          ...{ id: last.id, number: last.number, attempt: last.attempt, kind: last.kind },
          ...{ status: last.status, endedAt: last.endedAt },
          userMessageId: last.userMessage?.id ?? null,
          userText: last.userMessage?.content ?? null,
        }
      : null,
    sameKey: same?.idempotency ? { turnId: same.id, requestHash: same.idempotency.requestHash } : null,
  }
}

function closeDeadTurn(row: MemoryConversation, now: number): void {
  row.turns = row.turns.map((turn) =>
    turn.id === row.lease?.turnId ? { ...turn, status: 'failed', endedAt: now } : turn,
  )
  row.lease = null
  row.conversation = { ...row.conversation, fence: row.conversation.fence + 1 }
}
