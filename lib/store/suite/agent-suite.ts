import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type AgentStore, defaultAgentSettings } from '@/lib/domain/agent-store'
import { tenant } from '@/lib/domain/scope'
import type { TurnEventBody } from '@/lib/domain/turn-event'
import { agentId, newId, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant, startTalk } from '@/lib/store/suite/talk'

type NewVersion = Parameters<AgentStore['addVersion']>[1]

function versionOf(tenantId: string, change: Partial<NewVersion> = {}): NewVersion {
  return {
    ...{ tenantId, agentId: randomUUID(), slug: null, kind: 'workflow', name: 'Reception', document: '{"agent": {}}' },
    ...{ notes: null, createdBy: 'admin_api', createdAt: start, activate: true },
    ...change,
  }
}

function callCosting(cost: number | null): TurnEventBody {
  const call = { purpose: 'reply', provider: 'openai', model: 'm', inputTokens: 1, outputTokens: 1 } as const
  return { type: 'model-call', call: { ...call, id: newId(), firstTokenMs: 1, ms: 1, cost, retries: 0, error: null } }
}

export function agentSuite({ store }: SuiteSetup): void {
  describe('agents', () => {
    test('the first version makes the agent, later ones follow and may stay inactive', async () => {
      const tenantId = await newTenant(store())
      const { agents } = store()
      const first = versionOf(tenantId, { document: '{ "kept":  "as is" }' })
      const same = { agentId: first.agentId, createdAt: start + 1 }
      expect(await agents.addVersion(tenant(tenantId), first)).toEqual({
        version: 1,
        previousActive: null,
        created: true,
      })
      const second = versionOf(tenantId, { ...same, name: 'New', activate: false })
      expect(await agents.addVersion(tenant(tenantId), second)).toEqual({
        version: 2,
        previousActive: 1,
        created: false,
      })
      const active = await agents.getVersion(tenant(tenantId), tenantId, first.agentId)
      expect(active).toMatchObject({ version: 1, isActive: true, document: '{ "kept":  "as is" }', createdAt: start })
      const newer = await agents.getVersion(tenant(tenantId), tenantId, first.agentId, 2)
      expect(newer).toMatchObject({ version: 2, isActive: false, name: 'New' })
      expect(await agents.getVersion(tenant(tenantId), tenantId, first.agentId, 3)).toBeNull()
      const versions = await agents.listVersions(tenant(tenantId), tenantId, first.agentId)
      expect(versions.map(({ version, isActive }) => [version, isActive])).toEqual([
        [1, true],
        [2, false],
      ])
      expect(versions[0]).not.toHaveProperty('document')
    })

    test('activating goes forth and back, and only to versions that exist', async () => {
      const tenantId = await newTenant(store())
      const { agents } = store()
      const first = versionOf(tenantId)
      await agents.addVersion(tenant(tenantId), first)
      await agents.addVersion(tenant(tenantId), { ...first, name: 'Renamed' })
      expect(await agents.activate(tenant(tenantId), tenantId, first.agentId, 1)).toBe(true)
      expect(await agents.getVersion(tenant(tenantId), tenantId, first.agentId)).toMatchObject({ version: 1 })
      expect(await agents.activate(tenant(tenantId), tenantId, first.agentId, 7)).toBe(false)
      const [summary] = await agents.listAgents(tenant(tenantId), tenantId)
      expect(summary).toMatchObject({ agentId: first.agentId, name: 'Reception', activeVersion: 1, versions: 2 })
    })

    test('an agent is found by its id or its slug, and a slug belongs to one agent of a tenant', async () => {
      const tenantId = await newTenant(store())
      const { agents } = store()
      const first = versionOf(tenantId, { slug: 'mri_support' })
      await agents.addVersion(tenant(tenantId), first)
      const bySlug = await agents.getVersion(tenant(tenantId), tenantId, 'mri_support')
      expect(bySlug).toEqual(await agents.getVersion(tenant(tenantId), tenantId, first.agentId))
      const clash = versionOf(tenantId, { slug: 'mri_support' })
      await expect(agents.addVersion(tenant(tenantId), clash)).rejects.toMatchObject({ code: 'CONFLICT' })
      expect(await agents.getVersion(tenant(tenantId), tenantId, clash.agentId)).toBeNull()
      const elsewhere = await newTenant(store())
      const other = versionOf(elsewhere, { slug: 'mri_support' })
      expect(await agents.addVersion(tenant(elsewhere), other)).toMatchObject({ created: true })
    })

    test('settings have defaults, are kept as set, and are found by id or slug', async () => {
      const tenantId = await newTenant(store())
      const { agents } = store()
      const scope = tenant(tenantId)
      const first = versionOf(tenantId, { slug: 'reception' })
      await agents.addVersion(scope, first)
      expect(await agents.getSettings(scope, tenantId, first.agentId)).toEqual(defaultAgentSettings)
      expect(await agents.getSettings(scope, tenantId, randomUUID())).toBeNull()
      expect(await agents.setSettings(scope, tenantId, randomUUID(), defaultAgentSettings)).toBe(false)
      const settings = {
        allowedOrigins: ['https://b.example', 'https://a.example'],
        debugAllowed: true,
        dailyBudget: 2.5,
      }
      expect(await agents.setSettings(scope, tenantId, first.agentId, { ...settings, dailyBudget: 9 })).toBe(true)
      expect(await agents.setSettings(scope, tenantId, 'reception', settings)).toBe(true)
      expect(await agents.getSettings(scope, tenantId, 'reception')).toEqual(settings)
      const second = versionOf(tenantId)
      await agents.addVersion(scope, second)
      const other = { ...defaultAgentSettings, allowedOrigins: ['https://a.example', 'https://c.example'] }
      await agents.setSettings(scope, tenantId, second.agentId, other)
      const origins = ['https://a.example', 'https://b.example', 'https://c.example']
      expect(await agents.listOrigins(scope, tenantId)).toEqual(origins)
    })

    test('what an agent has spent counts its priced calls since a time, of all turns', async () => {
      const talk = await startTalk(store())
      const { agents } = store()
      const version = versionOf(talk.tenantId, { agentId, slug: 'reception' })
      await agents.addVersion(talk.scope, version)
      await talk.hears('hello', { at: start + 1000, events: [callCosting(0.25), callCosting(null)] })
      await talk.hears('and?', { number: 3, at: start + 5000, events: [callCosting(0.5)] })
      const spentSince = (since: number, scope = talk.scope) =>
        agents.spentSince(scope, talk.tenantId, 'reception', since)
      expect(await spentSince(start)).toBe(0.75)
      expect(await spentSince(start + 5000)).toBe(0.5)
      expect(await spentSince(start + 5001)).toBe(0)
      const idle = versionOf(talk.tenantId)
      await agents.addVersion(talk.scope, idle)
      expect(await agents.spentSince(talk.scope, talk.tenantId, idle.agentId, start)).toBe(0)
    })

    test('versions added at once get numbers of their own', async () => {
      const tenantId = await newTenant(store())
      const first = versionOf(tenantId)
      await store().agents.addVersion(tenant(tenantId), first)
      const added = await Promise.all(
        [1, 2, 3, 4].map(() => store().agents.addVersion(tenant(tenantId), { ...first, activate: false })),
      )
      expect(added.map(({ version }) => version).sort()).toEqual([2, 3, 4, 5])
    })
  })
}
