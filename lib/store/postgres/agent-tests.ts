import type { AgentTest, AgentTestStore } from '@/lib/domain/agent-test'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentTest as Row } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { agentTestColumn } from '@/lib/store/postgres/agent-test-column'
import type { Database } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { isForeignKeyViolation } from '@/lib/store/postgres/unique-violation'

export function agentTests({ prisma }: Database): AgentTestStore {
  const own = (scope: Scope, testId: string) => {
    const tenantId = tenantOf(scope)
    return { id: uuidOrNone(testId), ...(tenantId === null ? {} : { tenantId }) }
  }
  return {
    async addTest(scope, { createdAt, updatedAt, document, ...test }) {
      requireScope(scope, test.tenantId)
      const times = { createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) }
      const data = { ...test, document: JSON.parse(jsonText(document)), ...times }
      await prisma.agentTest.create({ data }).catch((cause: unknown) => {
        if (!isForeignKeyViolation(cause)) throw cause
        throw new AppError('NOT_FOUND', 'Agent not found', { cause })
      })
    },
    async listTests(scope, tenantId, agentId) {
      if (!inScope(scope, tenantId)) return []
      const where = { tenantId: uuidOrNone(tenantId), agentId: uuidOrNone(agentId) }
      const rows = await prisma.agentTest.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
      return rows.map(testOf)
    },
    async changeTest(scope, testId, { name, document, updatedAt }) {
      const data = { name, document: JSON.parse(jsonText(document)), updatedAt: new Date(updatedAt) }
      const [row] = await prisma.agentTest.updateManyAndReturn({ where: own(scope, testId), data })
      return row ? testOf(row) : null
    },
    async removeTest(scope, testId) {
      return (await prisma.agentTest.deleteMany({ where: own(scope, testId) })).count > 0
    },
  }
}

function testOf({ id, agentId, name, document, createdAt, updatedAt }: Row): AgentTest {
  const times = { createdAt: createdAt.getTime(), updatedAt: updatedAt.getTime() }
  return { id, agentId, name, document: agentTestColumn.parse(document), ...times }
}
