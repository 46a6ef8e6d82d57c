import { describe, expect, test } from 'vitest'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import { lintWorkflow } from '@/lib/agents/lint-workflow'
import type { Person } from '@/lib/domain/access-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoAgentId, demoTenantId, seedDemo } from './seed-demo'

const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 }
const owner: Omit<Person, 'tenantId'> = {
  ...{ id: '33333333-3333-4333-8333-333333333333', email: 'a@b.example', passwordHash: '', role: 'owner' },
}
const nothing = { hasModel: false, providers: [], customActions: [] }

async function seeded() {
  const store = createMemoryStore(clock)
  await seedDemo(store, { createdAt: clock.now() })
  return store
}

test('MRI Eligibility Support has version 1 active and version 2 beside it', async () => {
  const store = await seeded()
  const versions = await store.agents.listVersions(tenant(demoTenantId), demoTenantId, demoAgentId)
  expect(versions.map(({ name, version, isActive }) => ({ name, version, isActive }))).toEqual(
    expect.arrayContaining([
      { name: 'MRI Eligibility Support', version: 1, isActive: true },
      { name: 'MRI Eligibility Support', version: 2, isActive: false },
    ]),
  )
})

test('form 42 is the contact request, with the fields of the published examples', async () => {
  const store = await seeded()
  const form = await store.forms.findForm(tenant(demoTenantId), demoTenantId, 42)
  const { workflow } = await createWorkflowSource(store.agents).find(demoTenantId, form?.agentId ?? '')
  const node = workflow.nodes.get('form')
  expect([workflow.agentName, form?.isActive]).toEqual(['Contact request', true])
  expect(node?.type === 'collect' && [node.review, node.fields.map(({ id }) => id)]).toEqual([
    true,
    ['name', 'email', 'phone', 'preferred_date', 'consent'],
  ])
})

describe('the demo chatbot', () => {
  const scope = tenant(demoTenantId)
  const find = (store: Store) => store.chatbots.findChatbot(scope, demoTenantId, 'demo')

  test('belongs to the first owner, for members only, with three documents', async () => {
    const store = createMemoryStore(clock)
    await store.access.addTenant(platform, { id: demoTenantId, name: 'Demo' })
    await store.access.addPerson(scope, { ...owner, tenantId: demoTenantId })
    await seedDemo(store, { createdAt: clock.now() })
    const chatbot = await find(store)
    expect(chatbot).toMatchObject({ slug: 'demo', owner: `person:${owner.id}`, attachedBaseIds: [] })
    const documents = await store.knowledge.listDocuments(scope, chatbot?.baseId ?? '')
    expect(documents.map(({ title }) => title)).toContain('metal-and-implants')
    expect(documents).toHaveLength(3)
    const { workflow } = await createWorkflowSource(store.agents).find(demoTenantId, 'demo')
    expect(workflow).toMatchObject({ membersOnly: true, knowledgeBase: chatbot?.baseId, historyWindow: 11 })
    expect(lintWorkflow(workflow, nothing)).toEqual([])
    await store.chatbots.removeChatbot(scope, demoTenantId, chatbot?.agentId ?? '', clock.now())
    await seedDemo(store, { createdAt: clock.now() })
    expect(await find(store)).toBeNull()
  })

  test('waits where nobody could own it', async () => {
    const store = await seeded()
    expect(await find(store)).toBeNull()
    await store.access.addPerson(scope, { ...owner, tenantId: demoTenantId })
    await seedDemo(store, { createdAt: clock.now() })
    expect(await find(store)).toMatchObject({ name: 'MRI safety guide' })
  })
})

test('seeding again changes nothing', async () => {
  const store = await seeded()
  const before = await store.agents.listAgents(tenant(demoTenantId), demoTenantId)
  await seedDemo(store, { createdAt: clock.now() + 1 })
  expect(await store.agents.listAgents(tenant(demoTenantId), demoTenantId)).toEqual(before)
})

test.each([
  [demoAgentId, 1],
  [demoAgentId, 2],
  ['front_desk', 1],
])('%s version %i has no lint warnings on a server without a model', async (agentId, version) => {
  const { workflow } = await createWorkflowSource((await seeded()).agents).find(demoTenantId, agentId, version)
  expect(lintWorkflow(workflow, nothing)).toEqual([])
})

test.each([
  [1, ['static_greeting', 'dynamic_greeting', 'wait_for_user_info']],
  [2, ['fast_disclaimer', 'greeting', 'collect_info']],
])('version %i opens along the nodes of the published example', async (version, chain) => {
  const { workflow } = await createWorkflowSource((await seeded()).agents).find(demoTenantId, demoAgentId, version)
  const walked = [workflow.initialNode]
  for (let node = workflow.nodes.get(workflow.initialNode); node?.transitions[0]?.condition.kind === 'always'; ) {
    walked.push(node.transitions[0].target)
    node = workflow.nodes.get(node.transitions[0].target)
  }
  expect(walked).toEqual(chain)
})

test('every node that wants a model has words for a server without one', async () => {
  const source = createWorkflowSource((await seeded()).agents)
  for (const version of [1, 2]) {
    const { workflow } = await source.find(demoTenantId, demoAgentId, version)
    for (const node of workflow.nodes.values())
      if (node.type === 'standard' && node.says.kind === 'prompt') expect(node.fallbackText).toMatch(/\w+ \w+/)
  }
})
