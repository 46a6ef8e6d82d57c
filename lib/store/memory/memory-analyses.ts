import type { InsightStore } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { findConversation, type MemoryAnalysis, type MemoryTables } from '@/lib/store/memory/memory-tables'

type Analyses = Pick<
  InsightStore,
  'claimAnalyses' | 'finishAnalysis' | 'failAnalysis' | 'addAnalysisCalls' | 'listAnalysisCalls' | 'getAnalysis'
>

export function memoryAnalyses(tables: MemoryTables): Analyses {
  const { analyses } = tables
  const tenantIdOf = (scope: Scope, id: string) =>
    findConversation(tables, scope, { id })?.conversation.tenantId ?? null
  const find = (scope: Scope, id: string): MemoryAnalysis | null =>
    tenantIdOf(scope, id) === null ? null : (analyses.get(id) ?? null)

  return {
    async claimAnalyses(scope, now, limit, holdMs) {
      const due = [...analyses.values()]
        .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
        .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        .flatMap((row) => {
          const tenantId = tenantIdOf(scope, row.conversationId)
          return tenantId === null ? [] : [{ row, tenantId }]
        })
      return due.slice(0, limit).map(({ row: { conversationId, ...row }, tenantId }) => {
        const attempts = row.attempts + 1
        analyses.set(conversationId, { conversationId, ...row, attempts, dueAt: now + holdMs })
        return { tenantId, conversationId, workflow: row.workflow, attempts }
      })
    },
    async finishAnalysis(scope, conversationId, { workflow, analysis, at, delivery, again }) {
      const tenantId = tenantIdOf(scope, conversationId)
      const known = find(scope, conversationId)
      if (tenantId === null || !(again || known?.state === 'queued')) return false
      const queued = { attempts: known?.attempts ?? 0, queuedAt: known?.queuedAt ?? at }
      const done = { state: 'done', failure: null, analyzedAt: at, dueAt: null } as const
      analyses.set(conversationId, { conversationId, workflow, analysis, ...queued, ...done })
      if (delivery)
        tables.deliveries.set(delivery.id, {
          ...delivery,
          ...{ tenantId, conversationId, kind: 'webhook', event: 'call_analyzed', attempts: 0 },
          ...{ status: 'pending', nextAttemptAt: delivery.createdAt, lastStatus: null, lastError: null },
          deliveredAt: null,
          tries: [],
        })
      return true
    },
    async failAnalysis(scope, conversationId, { error, nextAttemptAt }) {
      const row = find(scope, conversationId)
      if (row?.state !== 'queued') return
      const state = nextAttemptAt === null ? 'failed' : 'queued'
      analyses.set(conversationId, { ...row, state, failure: error, dueAt: nextAttemptAt })
    },
    async addAnalysisCalls(scope, conversationId, { at, calls }) {
      if (tenantIdOf(scope, conversationId) === null) return
      tables.analysisCalls.push(...calls.map((call) => ({ conversationId, at, call })))
    },
    async listAnalysisCalls(scope, conversationId) {
      if (tenantIdOf(scope, conversationId) === null) return []
      return tables.analysisCalls
        .filter((row) => row.conversationId === conversationId)
        .map(({ at, call: { provider, model, inputTokens, outputTokens, cost, ms, error } }) => ({
          ...{ at, provider, model, inputTokens, outputTokens, cost, ms, error },
        }))
    },
    async getAnalysis(scope, conversationId) {
      const row = find(scope, conversationId)
      if (!row) return null
      const { dueAt: _, ...stored } = row
      return stored
    },
  }
}
