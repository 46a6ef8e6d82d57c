import {
  type DeliveryFilter,
  type DeliveryRow,
  type DeliveryStore,
  type DeliveryTry,
  type ListedDelivery,
  mostTries,
} from '@/lib/domain/delivery-store'
import type { Scope } from '@/lib/domain/scope'
import { inScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'
import { newestPage } from '@/lib/store/memory/newest-page'

export function memoryDeliveries(tables: MemoryTables): DeliveryStore {
  function change(scope: Scope, id: string, changes: (row: ListedDelivery) => Partial<ListedDelivery>): void {
    const row = tables.deliveries.get(id)
    if (row && inScope(scope, row.tenantId)) tables.deliveries.set(id, { ...row, ...changes(row) })
  }
  return {
    async claimDue(scope, now, limit, holdMs) {
      const due = [...tables.deliveries.values()]
        .filter((row) => inScope(scope, row.tenantId) && row.nextAttemptAt !== null && row.nextAttemptAt <= now)
        .toSorted((a, b) => (a.nextAttemptAt ?? 0) - (b.nextAttemptAt ?? 0))
        .slice(0, limit)
      for (const row of due) tables.deliveries.set(row.id, { ...row, nextAttemptAt: now + holdMs })
      return due.map(deliveryRow)
    },
    async keepBody(scope, id, body) {
      change(scope, id, (row) => ({ body: row.body ?? body }))
    },
    async markDelivered(scope, id, { at, status: lastStatus, ms }) {
      const done = { status: 'delivered', nextAttemptAt: null, deliveredAt: at, lastStatus, lastError: null } as const
      change(scope, id, (row) => ({ ...done, ...tried(row, { at, status: lastStatus, error: null, ms }) }))
    },
    async markFailed(scope, id, { at, status: lastStatus, error: lastError, ms, nextAttemptAt }) {
      const status = nextAttemptAt === null ? 'dead' : 'pending'
      const failed = { status, nextAttemptAt, lastStatus, lastError, deliveredAt: null } as const
      change(scope, id, (row) => ({ ...failed, ...tried(row, { at, status: lastStatus, error: lastError, ms }) }))
    },
    async listDeliveries(scope, query) {
      const rows = [...tables.deliveries.values()].filter((row) => inScope(scope, row.tenantId))
      return newestPage(
        rows.filter((row) => fits(tables, row, query)),
        query,
      )
    },
    async redeliver(scope, id, at) {
      const row = tables.deliveries.get(id)
      if (!row || !inScope(scope, row.tenantId) || row.status === 'pending') return false
      tables.deliveries.set(id, { ...row, status: 'pending', attempts: 0, nextAttemptAt: at, deliveredAt: null })
      return true
    },
  }
}

function tried({ attempts, tries }: ListedDelivery, last: DeliveryTry): Pick<ListedDelivery, 'attempts' | 'tries'> {
  return { attempts: attempts + 1, tries: [...tries, last].slice(-mostTries) }
}

function deliveryRow({ nextAttemptAt: _, status: __, lastStatus: ___, ...row }: ListedDelivery): DeliveryRow {
  const { lastError: ____, deliveredAt: _____, tries: ______, ...rest } = row
  return rest
}

function fits(
  { conversations }: MemoryTables,
  row: ListedDelivery,
  { tenantId, agentId, kind, status, conversationId }: DeliveryFilter,
): boolean {
  return [
    row.tenantId === tenantId,
    agentId === undefined || conversations.get(row.conversationId)?.conversation.agentId === agentId,
    kind === undefined || row.kind === kind,
    status === undefined || row.status === status,
    conversationId === undefined || row.conversationId === conversationId,
  ].every(Boolean)
}
