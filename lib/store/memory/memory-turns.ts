import type { Clock } from '@/lib/domain/clock'
import type { Message } from '@/lib/domain/conversation'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import { titleFrom, untitled } from '@/lib/domain/title-from'
import { requireScope } from '@/lib/store/in-scope'
import { keyTaken } from '@/lib/store/key-taken'
import {
  deletedIdKey,
  findConversation,
  findKey,
  type MemoryConversation,
  type MemoryTables,
} from '@/lib/store/memory/memory-tables'
import { addMessages, applyResult, resultColumns } from '@/lib/store/memory/memory-writes'
import { openingNumber } from '@/lib/store/opening-number'

function titleBy({ conversation: { title } }: MemoryConversation, { content }: Message): string | null {
  return title === null || title === untitled ? (titleFrom(content) ?? title) : title
}

type TurnWrites = Pick<ConversationStore, 'openConversation' | 'claimTurn' | 'commitTurn' | 'failTurn' | 'recordTurn'>

/** The five statements that change a conversation, as the PostgreSQL adapter has them. Nothing is awaited inside one. */
export function memoryTurns(tables: MemoryTables, clock: Clock): TurnWrites {
  return {
    async openConversation(scope, { conversation, turn, result }) {
      requireScope(scope, conversation.tenantId)
      const tenantScope = { kind: 'tenant', tenantId: conversation.tenantId } as const
      if (turn?.idempotency && findKey(tables, tenantScope, turn.idempotency.key)) return 'duplicate'
      const inUse = findConversation(tables, tenantScope, conversation)
      const byExternalId = findConversation(tables, tenantScope, {
        dialect: conversation.dialect,
        externalId: conversation.externalId,
      })
      if (inUse || byExternalId || tables.deletedIds.has(deletedIdKey(conversation))) return 'taken'
      const row: MemoryConversation = {
        conversation: {
          ...{ expiresAt: null, externalUserId: null, hiddenAt: null, ...conversation },
          ...resultColumns(result),
          ...{ totalMessages: 0, totalTransitions: 0, totalTurns: 0, fence: 0 },
        },
        lease: null,
        messages: [],
        hidden: new Set(),
        turns: [],
        stopsRequested: new Set(),
      }
      tables.conversations.set(conversation.id, row)
      const answers = applyResult(tables, row, { id: turn?.id ?? '', isInput: false }, result)
      if (turn)
        row.turns.push({
          ...{ id: turn.id, conversationId: conversation.id, attempt: 1, kind: 'opening', status: 'done' },
          ...{ number: openingNumber({ conversation, turn, result }), startedAt: turn.startedAt, answers },
          ...{ events: result.events, endedAt: result.endedAt, idempotency: turn.idempotency, userMessage: null },
        })
      return 'opened'
    },

    async claimTurn(scope, claim) {
      const row = findConversation(tables, scope, { id: claim.conversationId })
      if (row?.conversation.state.status !== 'active') return { outcome: 'changed' }
      const now = clock.now()
      const ahead = [...tables.tickets].some(
        ([ticket, { conversationId, expiresAt }]) =>
          conversationId === claim.conversationId && expiresAt > now && ticket < (claim.ticket ?? Infinity),
      )
      if (ahead || (row.lease && row.lease.until > now)) return { outcome: 'busy' }
      if (row.conversation.fence !== claim.fence) return { outcome: 'changed' }
      if (claim.idempotency) {
        const { tenantId } = row.conversation
        const taken = findKey(tables, { kind: 'tenant', tenantId }, claim.idempotency.key)
        if (taken && taken.attempt >= claim.turn.attempt) throw keyTaken()
      }
      const { startedAt } = claim.turn
      row.turns = row.turns.map((turn) =>
        turn.status === 'running' ? { ...turn, status: 'failed', endedAt: startedAt } : turn,
      )
      const earlier = row.turns.findLast((turn) => turn.number === claim.turn.number && turn.userMessage !== null)
      const [said] = claim.message ? addMessages(row, claim.turn.id, [claim.message]) : []
      row.turns.push({
        ...claim.turn,
        conversationId: claim.conversationId,
        status: 'running',
        events: [],
        endedAt: null,
        idempotency: claim.idempotency,
        userMessage: said ?? earlier?.userMessage ?? null,
        answers: [],
      })
      if (claim.ticket !== null) tables.tickets.delete(claim.ticket)
      const fence = claim.fence + 1
      row.lease = { turnId: claim.turn.id, owner: claim.owner, until: now + claim.leaseMs }
      const { conversation } = row
      row.conversation = {
        ...conversation,
        fence,
        ...(said && { updatedAt: startedAt, ...(claim.namesNothing ? {} : { title: titleBy(row, said) }) }),
      }
      return { outcome: 'claimed', fence }
    },

    async commitTurn(scope, { conversationId, turnId, fence, result }) {
      const row = findConversation(tables, scope, { id: conversationId })
      const turn = row?.turns.find((candidate) => candidate.id === turnId)
      if (!row || !turn || row.conversation.fence !== fence || row.lease?.turnId !== turnId) return 'fenced'
      const answers = applyResult(tables, row, { id: turnId, isInput: turn.kind === 'input' }, result)
      const done = { ...turn, status: 'done', events: result.events, endedAt: result.endedAt, answers } as const
      row.turns = row.turns.map((candidate) => (candidate === turn ? done : candidate))
      return 'committed'
    },

    async failTurn(scope, { conversationId, turnId, fence, events, endedAt }) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row || row.conversation.fence !== fence || row.lease?.turnId !== turnId) return 'fenced'
      row.turns = row.turns.map((turn) => (turn.id === turnId ? { ...turn, status: 'failed', events, endedAt } : turn))
      row.lease = null
      row.conversation = { ...row.conversation, fence: fence + 1 }
      return 'failed'
    },

    async recordTurn(scope, { conversationId, fence, turn, result }) {
      const row = findConversation(tables, scope, { id: conversationId })
      if (!row || row.conversation.fence !== fence) return 'changed'
      row.turns = row.turns.map((other) =>
        other.status === 'running' ? { ...other, status: 'cancelled', endedAt: result.endedAt } : other,
      )
      const answers = applyResult(tables, row, { id: turn.id, isInput: turn.kind === 'input' }, result)
      const { events, endedAt } = result
      row.turns.push({
        ...{ ...turn, conversationId, attempt: 1, status: 'done' },
        ...{ events, endedAt, idempotency: null, userMessage: null, answers },
      })
      return 'recorded'
    },
  }
}
