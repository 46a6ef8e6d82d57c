import type { Clock } from '@/lib/domain/clock'
import type { Store } from '@/lib/domain/store'
import { memoryAccess } from '@/lib/store/memory/memory-access'
import { memoryAgents } from '@/lib/store/memory/memory-agents'
import { memoryConversations } from '@/lib/store/memory/memory-conversations'
import { memoryDataSources } from '@/lib/store/memory/memory-data-sources'
import { memoryDeliveries } from '@/lib/store/memory/memory-deliveries'
import { memoryForms } from '@/lib/store/memory/memory-forms'
import { memoryKnowledge } from '@/lib/store/memory/memory-knowledge'
import { memoryProviders } from '@/lib/store/memory/memory-providers'
import { emptyTables, type MemoryTables } from '@/lib/store/memory/memory-tables'

const idempotencyLifeMs = 24 * 60 * 60 * 1000

/**
 * The store in the process's memory, for tests and trials: the same behaviour as PostgreSQL's, held to the same suite.
 * `clock` also times leases and tickets. Nothing survives `close` or the process.
 */
export function createMemoryStore(clock: Clock): Store {
  const tables = emptyTables()
  return {
    conversations: memoryConversations(tables, clock),
    deliveries: memoryDeliveries(tables),
    agents: memoryAgents(tables, clock),
    forms: memoryForms(tables, clock),
    access: memoryAccess(tables, clock),
    providers: memoryProviders(),
    knowledge: memoryKnowledge(),
    data: memoryDataSources(),
    vectors: null,
    upkeep: {
      async makePartitions() {
        return []
      },
      async forgetExpired(now) {
        forgetExpired(tables, now)
      },
      async ping() {},
    },
    async close() {},
  }
}

function forgetExpired(tables: MemoryTables, now: number): void {
  for (const row of tables.conversations.values())
    row.turns = row.turns.map((turn) =>
      turn.startedAt < now - idempotencyLifeMs ? { ...turn, idempotency: null } : turn,
    )
  for (const [value, expiresAt] of tables.usedValues) if (expiresAt <= now) tables.usedValues.delete(value)
  for (const [ticket, { expiresAt }] of tables.tickets) if (expiresAt <= now) tables.tickets.delete(ticket)
}
