import type { Clock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { memoryAccess } from '@/lib/store/memory/memory-access'
import { memoryAgentTests } from '@/lib/store/memory/memory-agent-tests'
import { memoryAgents } from '@/lib/store/memory/memory-agents'
import { memoryChatbots } from '@/lib/store/memory/memory-chatbots'
import { memoryConversations } from '@/lib/store/memory/memory-conversations'
import { memoryDataSources } from '@/lib/store/memory/memory-data-sources'
import { memoryDeliveries } from '@/lib/store/memory/memory-deliveries'
import { memoryDrafts } from '@/lib/store/memory/memory-drafts'
import { memoryForms } from '@/lib/store/memory/memory-forms'
import { memoryInsight } from '@/lib/store/memory/memory-insight'
import { memoryKnowledge } from '@/lib/store/memory/memory-knowledge'
import { memoryOffice } from '@/lib/store/memory/memory-office'
import { memoryProviders } from '@/lib/store/memory/memory-providers'
import { emptyTables, type MemoryTables } from '@/lib/store/memory/memory-tables'
import { memoryTokens } from '@/lib/store/memory/memory-tokens'
import { forgetTrials } from '@/lib/store/memory/memory-trials'

const idempotencyLifeMs = 24 * 60 * 60 * 1000

/**
 * The store in the process's memory, for tests and trials: the same behaviour as PostgreSQL's, held to the same suite.
 * `clock` also times leases and tickets. Nothing survives `close` or the process.
 */
export function createMemoryStore(clock: Clock): Store {
  const tables = emptyTables()
  const tokens = memoryTokens(tables)
  const agents = memoryAgents(tables, clock)
  return {
    conversations: memoryConversations(tables, clock),
    deliveries: memoryDeliveries(tables),
    agents,
    drafts: memoryDrafts(tables, agents),
    agentTests: memoryAgentTests(tables),
    forms: memoryForms(tables, clock),
    access: memoryAccess(tables, clock),
    tokens,
    chatbots: memoryChatbots(tables, clock),
    office: memoryOffice(tables),
    insight: memoryInsight(tables),
    providers: memoryProviders(),
    knowledge: memoryKnowledge(tables),
    data: memoryDataSources(),
    vectors: null,
    upkeep: {
      async makePartitions() {
        return []
      },
      async forgetExpired(now) {
        forgetExpired(tables, now)
        forgetTrials(tables, now)
        await tokens.forgetOldTokens(platform, now)
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
