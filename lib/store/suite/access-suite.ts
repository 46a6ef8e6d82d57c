import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Person } from '@/lib/domain/access-store'
import { platform, tenant } from '@/lib/domain/scope'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

export function accessSuite({ store, passTime }: SuiteSetup): void {
  describe('access', () => {
    test('adding a tenant again changes nothing', async () => {
      const id = await newTenant(store())
      await store().access.addTenant(platform, { id, name: 'Another name' })
      expect(await store().access.getTenant(platform, id)).toEqual({ id, name: 'A clinic' })
      expect(await store().access.getTenant(platform, 'no-tenant')).toBeNull()
    })

    test('a key can be computed with until it is revoked', async () => {
      const tenantId = await newTenant(store())
      const { access } = store()
      const key = { id: randomUUID(), tenantId, name: 'backend', secret: 'hmac-secret', createdAt: start }
      await access.addKey(platform, key)
      await access.touchKey(platform, key.id, start + 1)
      expect(await access.listKeys(tenant(tenantId))).toEqual([{ ...key, lastUsedAt: start + 1, revokedAt: null }])
      expect(await access.revokeKey(platform, key.id, start + 2)).toBe(true)
      expect(await access.revokeKey(platform, key.id, start + 3)).toBe(false)
      const [revoked] = await access.listKeys(tenant(tenantId))
      expect(revoked).toMatchObject({ secret: '', revokedAt: start + 2 })
    })

    test('a person is found by the address in any case, and only once in a tenant', async () => {
      const tenantId = await newTenant(store())
      const { access } = store()
      const email = `Ann.${randomUUID()}@Example.org`
      const person = { id: randomUUID(), tenantId, email, passwordHash: 'hash', role: 'owner' as const }
      await access.addPerson(platform, person)
      expect(await access.findPerson(platform, email.toUpperCase())).toEqual({ ...person, email: email.toLowerCase() })
      const twin = { ...person, id: randomUUID() }
      await expect(access.addPerson(platform, twin)).rejects.toMatchObject({ code: 'CONFLICT' })
    })

    test('a person has one password at a time, until removed', async () => {
      const tenantId = await newTenant(store())
      const { access } = store()
      const scope = tenant(tenantId)
      const add = async (name: string, role: Person['role']) => {
        const person = { id: randomUUID(), tenantId, email: `${name}.${randomUUID()}@x.org`, passwordHash: 'old', role }
        await access.addPerson(scope, person)
        return person
      }
      const ann = await add('ann', 'owner')
      const ben = await add('ben', 'analyst')
      expect(await access.setPassword(scope, ann.id, 'new')).toBe(true)
      expect(await access.getPerson(scope, ann.id)).toEqual({ ...ann, passwordHash: 'new' })
      expect((await access.listPeople(scope)).map(({ email }) => email).sort()).toEqual([ann.email, ben.email])
      expect(await access.setPassword(scope, randomUUID(), 'newer')).toBe(false)
      expect(await access.getPerson(scope, randomUUID())).toBeNull()
    })

    test('a value is used once until it has expired', async () => {
      const nonce = randomUUID()
      const { access } = store()
      const soon = Date.now() + 60_000
      const uses = await Promise.all([1, 2, 3].map(() => access.claimOnce(platform, nonce, soon)))
      expect(uses.filter(Boolean)).toHaveLength(1)
      await passTime(61_000)
      expect(await access.claimOnce(platform, nonce, soon + 120_000)).toBe(true)
    })

    test('the first value of a setting stays in force', async () => {
      const name = `fingerprint ${randomUUID()}`
      const { access } = store()
      expect(await access.getSetting(platform, name)).toBeNull()
      expect(await access.claimSetting(platform, name, 'one')).toBe('one')
      expect(await access.claimSetting(platform, name, 'two')).toBe('one')
      expect(await access.getSetting(platform, name)).toBe('one')
    })
  })
}
