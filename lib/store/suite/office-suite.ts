import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Person } from '@/lib/domain/access-store'
import { platform, tenant } from '@/lib/domain/scope'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

export function officeSuite({ store }: SuiteSetup): void {
  const person = async (tenantId: string, role: Person['role']) => {
    const made = { id: randomUUID(), tenantId, email: `${randomUUID()}@x.org`, passwordHash: 'h', role }
    await store().access.addPerson(platform, made)
    return made
  }
  const entry = (tenantId: string | null, at: number, change = {}) => ({
    ...{ id: randomUUID(), tenantId, at, actor: 'person:ann@x.org', action: 'Publish an agent' },
    ...{ target: '/api/admin/agents/1/publish', fields: ['note'] },
    ...change,
  })

  describe('office', () => {
    test('tenants are listed and renamed', async () => {
      const id = await newTenant(store())
      expect(await store().office.renameTenant(tenant(id), id, 'Renamed')).toBe(true)
      expect(await store().office.listTenants(tenant(id))).toMatchObject([{ id, name: 'Renamed' }])
      expect((await store().office.listTenants(platform)).map((one) => one.id)).toContain(id)
    })

    test('a tenant keeps an owner, also when two give it up at once', async () => {
      const { office, access } = store()
      const id = await newTenant(store())
      const [ann, ben] = [await person(id, 'owner'), await person(id, 'owner')]
      const outcomes = await Promise.all([
        office.changeRole(tenant(id), ann.id, 'editor'),
        office.removePerson(tenant(id), ben.id),
      ])
      expect(outcomes.toSorted()).toEqual(['changed', 'last-owner'])
      expect((await access.listPeople(tenant(id))).filter(({ role }) => role === 'owner')).toHaveLength(1)
      expect(await office.changeRole(tenant(id), randomUUID(), 'owner')).toBe('unknown')
    })

    test('somebody who is removed is gone, once', async () => {
      const { office, access } = store()
      const id = await newTenant(store())
      const ben = await person(id, 'analyst')
      expect(await office.removePerson(tenant(id), ben.id)).toBe('changed')
      expect(await office.removePerson(tenant(id), ben.id)).toBe('unknown')
      expect(await access.setPassword(tenant(id), ben.id, 'new')).toBe(false)
      expect([await access.getPerson(tenant(id), ben.id), await access.listPeople(tenant(id))]).toEqual([null, []])
    })

    test('a bearer key is found by its hash until it is revoked', async () => {
      const { office } = store()
      const tenantId = await newTenant(store())
      const key = { id: randomUUID(), tenantId, name: 'backend', createdAt: start }
      const hash = randomUUID()
      await office.addBearerKey(tenant(tenantId), { ...key, hash })
      await office.touchBearerKey(tenant(tenantId), key.id, start + 1)
      const found = { ...key, lastUsedAt: start + 1, revokedAt: null }
      expect(await office.findBearerKey(platform, hash)).toEqual(found)
      expect(await office.listBearerKeys(tenant(tenantId), tenantId)).toEqual([found])
      expect(await office.revokeBearerKey(tenant(tenantId), key.id, start + 2)).toBe(true)
      expect(await office.revokeBearerKey(tenant(tenantId), key.id, start + 3)).toBe(false)
      expect(await office.findBearerKey(platform, hash)).toBeNull()
    })

    test('settings are set, listed and taken away', async () => {
      const { office, access } = store()
      const scope = tenant(await newTenant(store()))
      await office.setSetting(scope, 'a.one', '1')
      await office.setSetting(scope, 'a.two', '2')
      await office.setSetting(scope, 'a.one', '3')
      await office.setSetting(scope, 'a.two', null)
      expect(await office.listSettings(scope, 'a.')).toEqual([{ name: 'a.one', value: '3' }])
      expect(await access.getSetting(scope, 'a.two')).toBeNull()
    })

    test('who changed what is listed newest first, filtered, a page at a time', async () => {
      const { office } = store()
      const tenantId = await newTenant(store())
      const scope = tenant(tenantId)
      const entries = [1, 2, 3].map((at) => entry(tenantId, start + at, { actor: at === 2 ? 'platform' : 'key:7' }))
      for (const one of entries) await office.addAuditEntry(scope, one)
      await office.addAuditEntry(platform, entry(null, start))
      const [first, second, third] = entries
      expect(await office.listAuditEntries(scope, { tenantId, limit: 2 })).toEqual([third, second])
      const before = { createdAt: start + 2, id: second?.id ?? '' }
      expect(await office.listAuditEntries(scope, { tenantId, limit: 2, before })).toEqual([first])
      expect(await office.listAuditEntries(scope, { tenantId, actor: 'platform', limit: 9 })).toEqual([second])
      expect(
        await office.listAuditEntries(scope, {
          tenantId,
          search: 'PUBLISH an',
          since: start + 2,
          until: start + 3,
          limit: 9,
        }),
      ).toEqual([second])
    })

    test("another tenant's is neither seen nor changed", async () => {
      const { office } = store()
      const [mine, theirs] = [await newTenant(store()), await newTenant(store())]
      const scope = tenant(mine)
      const foreign = await person(theirs, 'editor')
      const key = { id: randomUUID(), tenantId: theirs, name: 'k', createdAt: start, hash: randomUUID() }
      await office.addBearerKey(tenant(theirs), key)
      await office.setSetting(tenant(theirs), 'colour', 'red')
      await office.addAuditEntry(tenant(theirs), entry(theirs, start))
      expect(await office.listTenants(scope)).toMatchObject([{ id: mine }])
      expect(await office.renameTenant(scope, theirs, 'Mine')).toBe(false)
      expect(await office.changeRole(scope, foreign.id, 'owner')).toBe('unknown')
      expect(await office.removePerson(scope, foreign.id)).toBe('unknown')
      expect(await office.listBearerKeys(scope, theirs)).toEqual([])
      expect(await office.findBearerKey(scope, key.hash)).toBeNull()
      expect(await office.revokeBearerKey(scope, key.id, start)).toBe(false)
      await office.touchBearerKey(scope, key.id, start)
      expect(await office.listBearerKeys(tenant(theirs), theirs)).toMatchObject([{ lastUsedAt: null }])
      expect(await office.listSettings(scope, 'colour')).toEqual([])
      expect(await office.listAuditEntries(scope, { tenantId: theirs, limit: 9 })).toEqual([])
      await expect(office.addBearerKey(scope, { ...key, id: randomUUID() })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      await expect(office.addAuditEntry(scope, entry(theirs, start))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })
  })
}
