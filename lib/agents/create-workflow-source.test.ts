import { expect, test } from 'vitest'
import type { AgentStore } from '@/lib/domain/agent-store'
import { tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import contactForm from '@/prisma/seed/contact-form.json'
import { createWorkflowSource } from './create-workflow-source'
import sales from './fixtures/transfer-sales.json'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const agentId = '0c6f2a4e-93d1-4f7a-8a55-2f1f6f0f7d10'

// The memory store's agents, counting how often documents were read.
function agentsCounted() {
  const { agents } = createMemoryStore({ now: () => 0, monotonic: () => 0 })
  const reads: (number | undefined)[] = []
  const counted: AgentStore = {
    ...agents,
    getVersion(scope, tenantOf, id, version) {
      reads.push(version)
      return agents.getVersion(scope, tenantOf, id, version)
    },
  }
  return { agents: counted, reads }
}

function add(agents: AgentStore, document: unknown, activate = true) {
  const version = {
    tenantId,
    agentId,
    slug: 'sales',
    kind: 'workflow',
    name: 'Sales',
    document: JSON.stringify(document),
  } as const
  return agents.addVersion(tenant(tenantId), { ...version, notes: null, createdBy: 't', createdAt: 0, activate })
}

test('without a version the active one is found, each time as it is now', async () => {
  const { agents } = agentsCounted()
  const source = createWorkflowSource(agents)
  await add(agents, sales)
  expect(await source.find(tenantId, agentId)).toMatchObject({ workflow: { key: `${agentId}@1` }, isActive: true })
  await add(agents, sales)
  expect(await source.find(tenantId, 'sales')).toMatchObject({ workflow: { key: `${agentId}@2` }, isActive: true })
})

test('a form becomes a workflow too', async () => {
  const { agents } = agentsCounted()
  await agents.addVersion(tenant(tenantId), {
    ...{ tenantId, agentId, slug: null, kind: 'form', name: 'Contact request', document: JSON.stringify(contactForm) },
    ...{ notes: null, createdBy: 't', createdAt: 0, activate: true },
  })
  const { workflow } = await createWorkflowSource(agents).find(tenantId, agentId)
  expect([workflow.agentName, workflow.nodes.get('form')?.type]).toEqual(['Contact request', 'collect'])
})

test('a version asked for by its number is read once, and is the same object afterwards', async () => {
  const { agents, reads } = agentsCounted()
  const source = createWorkflowSource(agents)
  await add(agents, sales)
  await add(agents, sales, false)
  const first = await source.find(tenantId, agentId, 2)
  expect(first.isActive).toBe(false)
  expect((await source.find(tenantId, agentId, 2)).workflow).toBe(first.workflow)
  expect(reads).toEqual([2])
})

test('no more are kept than fit, the least recently used go first', async () => {
  const { agents, reads } = agentsCounted()
  const source = createWorkflowSource(agents, 2)
  for (const _ of [1, 2, 3]) await add(agents, sales)
  for (const version of [1, 2, 1, 3, 1, 2]) await source.find(tenantId, agentId, version)
  expect(reads).toEqual([1, 2, 3, 2])
})

test('what is unknown is NOT_FOUND: agent, version and another tenant', async () => {
  const { agents } = agentsCounted()
  const source = createWorkflowSource(agents)
  await add(agents, sales)
  await source.find(tenantId, agentId, 1)
  await expect(source.find(tenantId, 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'Agent not found' })
  await expect(source.find(tenantId, agentId, 9)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: 'Agent version not found',
  })
  await expect(source.find('00000000-0000-0000-0000-000000000001', agentId, 1)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('a stored configuration that cannot be read is a SERVER_ERROR', async () => {
  const { agents } = agentsCounted()
  await add(agents, { agent: {}, workflow: {} })
  await expect(createWorkflowSource(agents).find(tenantId, agentId)).rejects.toMatchObject({ code: 'SERVER_ERROR' })
})
