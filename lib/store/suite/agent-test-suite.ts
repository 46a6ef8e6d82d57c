import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AgentTest } from '@/lib/domain/agent-test'
import { tenant } from '@/lib/domain/scope'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

export function agentTestSuite({ store }: SuiteSetup): void {
  describe('tests of agents', () => {
    async function agentWithTest() {
      const tenantId = await newTenant(store())
      const [scope, agentId] = [tenant(tenantId), randomUUID()]
      const agent = { tenantId, agentId, slug: null, kind: 'workflow' as const, name: 'A', createdAt: start }
      await store().agents.addAgent(scope, agent)
      const added: AgentTest = {
        ...{ id: randomUUID(), agentId, name: 'books a tour', createdAt: start, updatedAt: start },
        document: {
          variables: { plan: 'gold', size: 4 },
          start_node: 'ask',
          opening: { contains: ['Welcome'] },
          steps: [
            { says: 'four of us', expect: { node: 'booked', variables: { size: 4 } }, api: { status: 200, body: [] } },
          ],
        },
      }
      await store().agentTests.addTest(scope, { ...added, tenantId })
      return { tenantId, scope, agentId, added }
    }

    test('are kept as they are, changed, and removed', async () => {
      const { scope, tenantId, agentId, added } = await agentWithTest()
      const { agentTests } = store()
      const later = { ...added, id: randomUUID(), name: 'says goodbye', createdAt: start + 1 }
      await agentTests.addTest(scope, { ...later, tenantId })
      expect(await agentTests.listTests(scope, tenantId, agentId)).toEqual([added, later])
      const change = { name: 'waits', document: { steps: [] }, updatedAt: start + 2 }
      expect(await agentTests.changeTest(scope, added.id, change)).toEqual({ ...added, ...change })
      expect(await agentTests.removeTest(scope, later.id)).toBe(true)
      expect(await agentTests.removeTest(scope, later.id)).toBe(false)
      expect(await agentTests.listTests(scope, tenantId, agentId)).toEqual([{ ...added, ...change }])
    })

    test('belong to an agent and to its tenant', async () => {
      const { scope, tenantId, agentId, added } = await agentWithTest()
      const { agentTests } = store()
      const stranger = tenant(await newTenant(store()))
      const another = { ...added, tenantId, id: randomUUID() }
      const refused = { code: 'NOT_FOUND' }
      await expect(agentTests.addTest(stranger, another)).rejects.toMatchObject(refused)
      await expect(agentTests.addTest(scope, { ...another, agentId: randomUUID() })).rejects.toMatchObject(refused)
      expect(await agentTests.listTests(stranger, tenantId, agentId)).toEqual([])
      expect(await agentTests.changeTest(stranger, added.id, { ...added, name: 'theirs' })).toBeNull()
      expect(await agentTests.removeTest(stranger, added.id)).toBe(false)
      expect(await agentTests.listTests(scope, tenantId, agentId)).toEqual([added])
    })
  })
}
