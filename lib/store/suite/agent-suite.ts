import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AgentStore } from '@/lib/domain/store'
import { tenant } from '@/lib/domain/store'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

type NewVersion = Parameters<AgentStore['addVersion']>[1]

function versionOf(tenantId: string, change: Partial<NewVersion> = {}): NewVersion {
  return {
    ...{ tenantId, agentId: randomUUID(), slug: null, kind: 'workflow', name: 'Reception', document: '{"agent": {}}' },
    ...{ notes: null, createdBy: 'admin_api', createdAt: start, activate: true },
    ...change,
  }
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
