import type { AgentTest, AgentTestStore } from '@/lib/domain/agent-test'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'

export function memoryAgentTests(tables: MemoryTables): AgentTestStore {
  const rows = new Map<string, AgentTest & { tenantId: string }>()
  const own = (scope: Scope, testId: string) => {
    const row = rows.get(testId)
    return row && inScope(scope, row.tenantId) ? row : null
  }
  return {
    async addTest(scope, test) {
      requireScope(scope, test.tenantId)
      if (!tables.agents.some((agent) => agent.tenantId === test.tenantId && agent.agentId === test.agentId))
        throw new AppError('NOT_FOUND', 'Agent not found')
      rows.set(test.id, test)
    },
    async listTests(scope, tenantId, agentId) {
      return [...rows.values()]
        .filter((row) => row.tenantId === tenantId && row.agentId === agentId && inScope(scope, tenantId))
        .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
        .map(({ tenantId: _, ...test }) => test)
    },
    async changeTest(scope, testId, change) {
      const row = own(scope, testId)
      if (!row) return null
      const { tenantId: _, ...test } = { ...row, ...change }
      rows.set(testId, { ...row, ...change })
      return test
    },
    async removeTest(scope, testId) {
      return own(scope, testId) !== null && rows.delete(testId)
    },
  }
}
