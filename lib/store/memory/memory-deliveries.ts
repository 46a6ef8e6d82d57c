import type { DeliveryStore, Scope } from '@/lib/domain/store'
import { inScope } from '@/lib/store/in-scope'
import type { MemoryDelivery, MemoryTables } from '@/lib/store/memory/memory-tables'

export function memoryDeliveries(tables: MemoryTables): DeliveryStore {
  function change(scope: Scope, id: string, changes: (row: MemoryDelivery) => Partial<MemoryDelivery>): void {
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
      return due.map(({ nextAttemptAt: _, ...row }) => row)
    },
    async keepBody(scope, id, body) {
      change(scope, id, (row) => ({ body: row.body ?? body }))
    },
    async markDelivered(scope, id) {
      change(scope, id, (row) => ({ attempts: row.attempts + 1, nextAttemptAt: null }))
    },
    async markFailed(scope, id, { nextAttemptAt }) {
      change(scope, id, (row) => ({ attempts: row.attempts + 1, nextAttemptAt }))
    },
  }
}
