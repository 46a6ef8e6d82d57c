import type { Conversation } from '@/lib/domain/conversation'
import type { InsightFilter, InsightStore, NodeFigures, Spread } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationStatus } from '@/lib/domain/turn-event'
import { inScope } from '@/lib/store/in-scope'
import type { MemoryConversation, MemoryTables, MemoryTurn } from '@/lib/store/memory/memory-tables'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Figures = Pick<InsightStore, 'countByTime' | 'countByNode' | 'measureLatency' | 'sumCosts'>

export function memoryFigures(tables: MemoryTables): Figures {
  const ofAgent = (scope: Scope, { tenantId, agentId, version }: InsightFilter) =>
    [...tables.conversations.values()].filter(
      ({ conversation }) =>
        inScope(scope, conversation.tenantId) &&
        conversation.tenantId === tenantId &&
        conversation.dialect !== 'trials' &&
        (agentId === undefined || conversation.agentId === agentId) &&
        (version === undefined || conversation.agentVersion === version),
    )
  const begun = (scope: Scope, filter: InsightFilter) =>
    ofAgent(scope, filter).filter(({ conversation }) => isWithin(conversation.createdAt, filter))
  const turnsOf = (scope: Scope, filter: InsightFilter) =>
    ofAgent(scope, filter).flatMap(({ conversation, turns }) =>
      turns
        .filter(({ startedAt }) => isWithin(startedAt, filter))
        .map((turn) => ({ ...turn, agentId: conversation.agentId })),
    )

  return {
    async countByTime(scope, { by, ...filter }) {
      const size = by === 'day' ? dayMs : hourMs
      const groups = Map.groupBy(begun(scope, filter), (row) => Math.floor(row.conversation.createdAt / size) * size)
      return sorted(groups).map(([at, rows]) => ({
        at,
        started: rows.length,
        completed: countStatus(rows, 'completed'),
        failed: countStatus(rows, 'error'),
        abandoned: countStatus(rows, 'abandoned'),
      }))
    },

    async countByNode(scope, filter) {
      const rows = begun(scope, filter)
      const moves = rows.flatMap(({ turns }) => turns.flatMap(movesOf))
      const entered = [...rows.map(({ conversation }) => conversation.state.initialNode), ...moves.map(({ to }) => to)]
      const left = moves.map(({ from }) => from)
      const standing = Map.groupBy(rows, ({ conversation }) => conversation.state.nodeId)
      const nodes = new Set([...entered, ...left, ...standing.keys()])
      const figures = [...nodes].map((nodeId): NodeFigures => {
        const there = standing.get(nodeId) ?? []
        return {
          nodeId,
          entered: entered.filter((node) => node === nodeId).length,
          left: left.filter((node) => node === nodeId).length,
          completed: countStatus(there, 'completed'),
          failed: countStatus(there, 'error'),
          abandoned: countStatus(there, 'abandoned'),
          active: countStatus(there, 'active'),
        }
      })
      return figures.toSorted((a, b) => b.entered - a.entered || (a.nodeId < b.nodeId ? -1 : 1))
    },

    async measureLatency(scope, filter) {
      const turns = turnsOf(scope, filter)
      const days = Map.groupBy(turns, ({ startedAt }) => dayOf(startedAt))
      return { days: sorted(days).map(([at, own]) => ({ at, ...latencyOf(own) })), all: latencyOf(turns) }
    },

    async sumCosts(scope, filter) {
      const talked = turnsOf(scope, filter).flatMap(({ agentId, startedAt, events }) =>
        events.flatMap((event) =>
          event.type === 'model-call'
            ? [{ at: dayOf(startedAt), agentId, ...event.call, purpose: 'conversation' as const }]
            : [],
        ),
      )
      const agents = new Map(ofAgent(scope, filter).map(({ conversation }) => [conversation.id, conversation.agentId]))
      const analysed = tables.analysisCalls.flatMap(({ conversationId, at, call }) => {
        const agentId = agents.get(conversationId)
        return agentId !== undefined && isWithin(at, filter)
          ? [{ at: dayOf(at), agentId, ...call, purpose: 'analysis' as const }]
          : []
      })
      const groups = Map.groupBy([...talked, ...analysed], ({ at, agentId, provider, model, purpose }) =>
        JSON.stringify([at, agentId, provider, model, purpose]),
      )
      return [...groups.entries()]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, own]) => {
          const [first] = own
          if (!first) return []
          const { at, agentId, purpose, provider, model } = first
          return {
            ...{ at, agentId, purpose, provider, model, calls: own.length },
            inputTokens: sum(own.map((call) => call.inputTokens ?? 0)),
            outputTokens: sum(own.map((call) => call.outputTokens ?? 0)),
            cost: sum(own.map((call) => call.cost ?? 0)),
            unpriced: own.filter((call) => call.cost === null).length,
          }
        })
    },
  }
}

function isWithin(at: number, { since, until }: InsightFilter): boolean {
  return at >= since && at < until
}

function dayOf(at: number): number {
  return Math.floor(at / dayMs) * dayMs
}

function sorted<Rows>(groups: Map<number, Rows>): [number, Rows][] {
  return [...groups.entries()].toSorted(([a], [b]) => a - b)
}

function countStatus(rows: readonly { conversation: Conversation }[], wanted: ConversationStatus): number {
  return rows.filter(({ conversation }) => conversation.state.status === wanted).length
}

function movesOf({ status, events }: MemoryConversation['turns'][number]) {
  return status === 'done' ? events.flatMap((event) => (event.type === 'transition-taken' ? [event] : [])) : []
}

function latencyOf(turns: readonly MemoryTurn[]): { turn: Spread | null; firstToken: Spread | null } {
  const answered = turns.filter(({ kind, status }) => status === 'done' && (kind === 'input' || kind === 'opening'))
  const times = answered.flatMap(({ startedAt, endedAt }) => (endedAt === null ? [] : [endedAt - startedAt]))
  const tokens = turns
    .flatMap(({ events }) => events)
    .flatMap((event) =>
      event.type === 'model-call' && event.call.purpose === 'reply' && event.call.firstTokenMs !== null
        ? [event.call.firstTokenMs]
        : [],
    )
  return { turn: spreadOf(times), firstToken: spreadOf(tokens) }
}

// By nearest rank: each number is one that was measured.
function spreadOf(times: readonly number[]): Spread | null {
  const inOrder = times.toSorted((a, b) => a - b)
  const at = (share: number) => inOrder[Math.ceil(share * inOrder.length) - 1] ?? 0
  return inOrder.length > 0 ? { count: inOrder.length, p50: at(0.5), p95: at(0.95) } : null
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
