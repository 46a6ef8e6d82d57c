import { describe, expect, test } from 'vitest'
import booking from '@/lib/agents/fixtures/booking.json'
import frontDesk from '@/lib/agents/fixtures/front-desk.json'
import sales from '@/lib/agents/fixtures/transfer-sales.json'
import { isAppError } from '@/lib/domain/errors'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { activateVersion } from './activate-version'
import { exportAgent } from './export-agent'
import { importAgent } from './import-agent'
import { importAgents } from './import-agents'
import { listVersions } from './list-versions'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const otherTenantId = '00000000-0000-4000-8000-000000000001'
const bookingId = booking.agent.id

async function house() {
  const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 }
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'One' })
  await store.access.addTenant(platform, { id: otherTenantId, name: 'Other' })
  const capabilities = { hasModel: true, providers: ['main-llm'], customActions: ['notify_team'] }
  return { store, clock, capabilities, warmVersion: () => undefined }
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return isAppError(error) ? error.code : undefined
}

describe('importing an agent', () => {
  test('makes version 1 and activates it', async () => {
    expect(await importAgent(await house(), platform, { tenantId, agentJson: booking })).toEqual({
      tenantId,
      agentId: bookingId,
      agentName: 'Table Booking',
      action: 'created',
      version: 1,
      previousVersion: null,
      ragEnabled: false,
      validationWarnings: [],
    })
  })

  test('again makes the next version, active instead of the one before, which stays', async () => {
    const ports = await house()
    await importAgent(ports, platform, { tenantId, agentJson: booking })
    const again = await importAgent(ports, platform, { tenantId, agentJson: booking, notes: 'n', createdBy: 'me' })
    expect(again).toMatchObject({ action: 'updated', version: 2, previousVersion: 1 })
    const versions = await listVersions(ports, platform, { tenantId, agentId: bookingId })
    expect(
      versions.map((version) => [version.version, version.isActive, version.notes, version.createdBy]).toSorted(),
    ).toEqual([
      [1, false, null, 'admin_api'],
      [2, true, 'n', 'me'],
    ])
  })

  test('with activate: false leaves the active version as it is', async () => {
    const ports = await house()
    await importAgent(ports, platform, { tenantId, agentJson: booking })
    await importAgent(ports, platform, { tenantId, agentJson: booking, activate: false })
    expect(await exportAgent(ports, platform, { tenantId, agentId: bookingId })).toMatchObject({
      version: 1,
      isActive: true,
    })
  })

  test('as a dry run tells its warnings and writes nothing', async () => {
    const ports = await house()
    const result = await importAgent(ports, platform, { tenantId, agentJson: frontDesk, dryRun: true })
    expect(result).toMatchObject({ action: 'validated', version: null, previousVersion: null, ragEnabled: true })
    expect(result.validationWarnings).toEqual([
      expect.stringMatching(/^workflow\.extraction_llm\.provider_id: .*small-llm/),
      expect.stringMatching(/^workflow\.rag\.config_id: there is no knowledge base "kb-practice" yet/),
    ])
    expect(await ports.store.agents.listAgents(platform, tenantId)).toEqual([])
  })

  test('under a name gives it a stable UUID, and both find it', async () => {
    const ports = await house()
    const { agentId } = await importAgent(ports, platform, { tenantId, agentJson: sales })
    expect(agentId).toMatch(/^[0-9a-f-]{36}$/)
    expect(await exportAgent(ports, platform, { tenantId, agentId: 'sales_desk' })).toMatchObject({ agentId })
    expect(await exportAgent(ports, platform, { tenantId, agentId })).toMatchObject({ agentId })
    expect((await importAgent(ports, platform, { tenantId, agentJson: sales })).agentId).toBe(agentId)
  })

  test('warns of a document that names another tenant', async () => {
    const agentJson = { ...booking, agent: { ...booking.agent, tenant_id: otherTenantId } }
    const { validationWarnings } = await importAgent(await house(), platform, { tenantId, agentJson })
    expect(validationWarnings).toEqual([expect.stringContaining(otherTenantId)])
  })

  test.each([
    ['no agent', { workflow: booking.workflow }],
    ['no workflow', { agent: booking.agent }],
    ['no document', 'text'],
    ['a malformed agent id', { ...booking, agent: { id: 'a b', name: 'x' } }],
    ['no agent id', { ...booking, agent: { name: 'x' } }],
  ])('is BAD_REQUEST with %s', async (_, agentJson) => {
    expect(await codeOf(importAgent(await house(), platform, { tenantId, agentJson }))).toBe('BAD_REQUEST')
  })

  test('is BAD_REQUEST with a malformed tenant id', async () => {
    expect(await codeOf(importAgent(await house(), platform, { tenantId: 'one', agentJson: booking }))).toBe(
      'BAD_REQUEST',
    )
  })

  test.each([
    ['an unknown tenant', platform, '00000000-0000-4000-8000-00000000dead'],
    ['the tenant of somebody else', tenant(tenantId), otherTenantId],
  ])('is NOT_FOUND for %s', async (_, scope, into) => {
    expect(await codeOf(importAgent(await house(), scope, { tenantId: into, agentJson: booking }))).toBe('NOT_FOUND')
  })

  test('is VALIDATION_FAILED with all problems where the workflow is wrong', async () => {
    const agentJson = { agent: booking.agent, workflow: { initial_node: 'x', nodes: [{ id: 'a' }] } }
    await expect(importAgent(await house(), platform, { tenantId, agentJson })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      problems: [
        { path: 'workflow.initial_node', message: 'there is no node "x"' },
        { path: 'workflow.nodes', message: expect.stringContaining('end_call') },
        { path: 'workflow.nodes[0] (a)', message: expect.stringContaining('neither') },
      ],
    })
  })
})

describe('importing in bulk', () => {
  test('each document stands on its own', async () => {
    const ports = await house()
    const agents = [booking, { agent: booking.agent }, sales].map((agentJson) => ({ tenantId, agentJson }))
    const result = await importAgents(ports, platform, agents)
    expect(result).toMatchObject({ total: 3, succeeded: 2, failed: 1 })
    expect(result.results.map(({ action }) => action)).toEqual(['created', 'failed', 'created'])
    expect(result.results[1]).toMatchObject({ errorMessage: 'agent_json must have the key "workflow"' })
  })

  test.each([0, 51])('%i documents are refused', async (count) => {
    const agents = Array.from({ length: count }, () => ({ tenantId, agentJson: booking }))
    expect(await codeOf(importAgents(await house(), platform, agents))).toBe('VALIDATION_FAILED')
  })
})

describe('exporting', () => {
  test("gives the document's own text, and it imports again", async () => {
    const ports = await house()
    const documentText = JSON.stringify(frontDesk, null, 3)
    await importAgent(ports, platform, { tenantId, agentJson: frontDesk, documentText })
    const exported = await exportAgent(ports, platform, { tenantId, agentId: 'dental_front_desk', version: 1 })
    expect(exported.document).toBe(documentText)
    expect(exported).toMatchObject({ ragEnabled: true, ragConfigId: 'kb-practice', createdAt: 1_700_000_000_000 })
    expect(exported.globalPrompt).toMatch(/^You work at the reception/)
    const again = await importAgent(ports, platform, { tenantId, agentJson: JSON.parse(exported.document) })
    expect(again.version).toBe(2)
  })

  test.each([
    ['an agent nobody knows', { tenantId, agentId: 'nobody' }, 'NOT_FOUND'],
    ['a version that is not there', { tenantId, agentId: bookingId, version: 7 }, 'NOT_FOUND'],
    ['another tenant', { tenantId: otherTenantId, agentId: bookingId }, 'NOT_FOUND'],
    ['a malformed agent id', { tenantId, agentId: 'a/b' }, 'BAD_REQUEST'],
    ['a malformed tenant id', { tenantId: 'x', agentId: bookingId }, 'BAD_REQUEST'],
  ])('%s', async (_, query, code) => {
    const ports = await house()
    await importAgent(ports, platform, { tenantId, agentJson: booking })
    expect(await codeOf(exportAgent(ports, platform, query))).toBe(code)
  })
})

describe('versions', () => {
  test('an earlier one can be activated again', async () => {
    const ports = await house()
    for (const agentJson of [booking, booking]) await importAgent(ports, platform, { tenantId, agentJson })
    expect(await activateVersion(ports, platform, { tenantId, agentId: bookingId, version: 1 })).toEqual({
      agentId: bookingId,
      version: 1,
      previousVersion: 2,
    })
    expect(await ports.store.agents.listAgents(platform, tenantId)).toMatchObject([
      { agentId: bookingId, activeVersion: 1, versions: 2 },
    ])
  })

  test('one that is not there cannot', async () => {
    const ports = await house()
    await importAgent(ports, platform, { tenantId, agentJson: booking })
    expect(await codeOf(activateVersion(ports, platform, { tenantId, agentId: bookingId, version: 2 }))).toBe(
      'NOT_FOUND',
    )
    expect(await codeOf(listVersions(ports, platform, { tenantId, agentId: 'nobody' }))).toBe('NOT_FOUND')
  })
})

describe('importing an assistant', () => {
  const assistant = { id: 'shop_data', name: 'Shop data', data_source: 'shop', extra: 1 }

  test('keeps its document, and its kind', async () => {
    const ports = await house()
    const imported = await importAgent(ports, platform, { tenantId, agentJson: { assistant } })
    expect(imported).toMatchObject({ agentName: 'Shop data', action: 'created', version: 1, ragEnabled: false })
    expect(await ports.store.agents.listAgents(platform, tenantId)).toMatchObject([
      { slug: 'shop_data', kind: 'assistant' },
    ])
    const exported = await exportAgent(ports, platform, { tenantId, agentId: 'shop_data' })
    expect(exported).toMatchObject({ version: 1, document: JSON.stringify({ assistant }) })
  })

  test('names all that is wrong with it', async () => {
    const agentJson = { assistant: { ...assistant, name: ' ', step_cap: 0 } }
    await expect(importAgent(await house(), platform, { tenantId, agentJson })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      problems: [{ path: 'assistant.name' }, { path: 'assistant.step_cap' }],
    })
  })

  test('is refused without an id, or under the name of a workflow', async () => {
    const ports = await house()
    const imports = (agentJson: object) => codeOf(importAgent(ports, platform, { tenantId, agentJson }))
    expect(await imports({ assistant: { name: 'Shop' } })).toBe('BAD_REQUEST')
    await importAgent(ports, platform, { tenantId, agentJson: booking })
    expect(await imports({ assistant: { ...assistant, id: bookingId } })).toBe('BAD_REQUEST')
  })
})
