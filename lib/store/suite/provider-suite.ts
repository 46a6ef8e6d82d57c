import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { NamedProvider } from '@/lib/domain/provider-store'
import { platform, tenant } from '@/lib/domain/scope'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

function provider(name: string, change: Partial<NamedProvider> = {}): Omit<NamedProvider, 'tenantId'> {
  const rest = { baseUrl: 'https://models.example.org', model: 'm', fallbackModel: 'm-small', apiKey: 'sk-secret' }
  return { id: randomUUID(), name, kind: 'anthropic', createdAt: start, ...rest, ...change }
}

export function providerSuite({ store }: SuiteSetup): void {
  describe('providers', () => {
    test('one is found with its key, listed without it, and gone once removed', async () => {
      const { providers } = store()
      const scope = tenant(await newTenant(store()))
      const mine = provider('claude', { baseUrl: null, apiKey: null })
      const withKey = provider('gemini', { kind: 'google' })
      await providers.addProvider(scope, withKey)
      await providers.addProvider(scope, mine)
      expect(await providers.findProvider(scope, 'gemini')).toEqual({
        ...withKey,
        tenantId: scope.kind === 'tenant' && scope.tenantId,
      })
      const listed = (await providers.listProviders(scope)).filter(({ tenantId }) => tenantId !== null)
      expect(listed.map(({ name, baseUrl }) => [name, baseUrl])).toEqual([
        ['claude', null],
        ['gemini', 'https://models.example.org'],
      ])
      expect(JSON.stringify(listed)).not.toContain('sk-secret')
      expect(await providers.removeProvider(scope, 'gemini')).toBe(true)
      expect(await providers.removeProvider(scope, 'gemini')).toBe(false)
      expect(await providers.findProvider(scope, 'gemini')).toBeNull()
    })

    test("a tenant's own comes before the platform's of the same name", async () => {
      const { providers } = store()
      const scope = tenant(await newTenant(store()))
      const name = `p-${randomUUID()}`
      await providers.addProvider(platform, provider(name, { model: 'shared' }))
      expect(await providers.findProvider(scope, name)).toMatchObject({ model: 'shared', tenantId: null })
      await providers.addProvider(scope, provider(name, { model: 'own' }))
      expect(await providers.findProvider(scope, name)).toMatchObject({ model: 'own' })
      expect(await providers.findProvider(platform, name)).toMatchObject({ model: 'shared' })
      const models = (await providers.listProviders(scope)).filter((row) => row.name === name).map((row) => row.model)
      expect(models).toEqual(['shared', 'own'])
    })

    test('a name is given once by an owner', async () => {
      const { providers } = store()
      const scope = tenant(await newTenant(store()))
      const name = `p-${randomUUID()}`
      for (const owner of [scope, platform]) {
        await providers.addProvider(owner, provider(name))
        await expect(providers.addProvider(owner, provider(name))).rejects.toMatchObject({ code: 'CONFLICT' })
      }
    })

    test("a stranger neither sees, uses nor removes another tenant's, nor removes the platform's", async () => {
      const { providers } = store()
      const [owner, stranger] = [tenant(await newTenant(store())), tenant(await newTenant(store()))]
      const [own, shared] = [`p-${randomUUID()}`, `p-${randomUUID()}`]
      await providers.addProvider(owner, provider(own))
      await providers.addProvider(platform, provider(shared))
      expect(await providers.findProvider(stranger, own)).toBeNull()
      expect((await providers.listProviders(stranger)).map(({ name }) => name)).not.toContain(own)
      expect(await providers.removeProvider(stranger, own)).toBe(false)
      expect(await providers.removeProvider(stranger, shared)).toBe(false)
      expect(await providers.findProvider(owner, own)).not.toBeNull()
    })
  })
}
