import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DataSource } from '@/lib/domain/data-source'
import { tenant } from '@/lib/domain/scope'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

function source(tenantId: string, change: Partial<DataSource> = {}): DataSource {
  const column = { note: null, synonyms: ['no.'], unit: null, isAllowed: true, samples: ['1'] }
  const id = { ...column, name: 'id', type: 'number', sqlType: 'integer', isNullable: false } as const
  const table = { name: 'person', note: 'People', synonyms: ['customer'], columns: [id], primaryKey: ['id'], rows: 2 }
  return {
    ...{ id: randomUUID(), tenantId, name: 'shop', kind: 'loaded', database: 'parley_data_1', url: null },
    schema: { tables: [{ ...table, foreignKeys: [], isAllowed: true }] },
    identity: null,
    ...{ createdAt: start, updatedAt: start },
    ...change,
  }
}

const identity = { table: 'person', key: 'id', firstName: 'a', lastName: 'b', rows: [{ table: 'person', path: [] }] }

export function dataSourceSuite({ store }: SuiteSetup): void {
  describe('data sources', () => {
    test('one is found by its name and its id, changed in part, and gone once removed', async () => {
      const { data } = store()
      const tenantId = await newTenant(store())
      const scope = tenant(tenantId)
      const shop = source(tenantId)
      await data.addSource(scope, shop)
      expect(await data.findSource(scope, tenantId, 'shop')).toEqual(shop)
      expect(await data.changeSource(scope, shop.id, { identity, updatedAt: start + 1 })).toBe(true)
      const changed = { ...shop, identity, updatedAt: start + 1 }
      expect(await data.findSource(scope, tenantId, shop.id)).toEqual(changed)
      await data.changeSource(scope, shop.id, {
        identity: null,
        schema: { tables: [], namespace: 'x' },
        updatedAt: start,
      })
      expect(await data.findSource(scope, tenantId, shop.id)).toEqual({
        ...shop,
        schema: { tables: [], namespace: 'x' },
      })
      expect(await data.removeSource(scope, shop.id)).toBe(true)
      expect(await data.removeSource(scope, shop.id)).toBe(false)
      expect(await data.findSource(scope, tenantId, 'shop')).toBeNull()
    })

    test('they are listed by name with their addresses, and a name is given once', async () => {
      const { data } = store()
      const tenantId = await newTenant(store())
      const scope = tenant(tenantId)
      const url = 'postgresql://reader:secret@db.example.org/shop'
      await data.addSource(scope, source(tenantId, { name: 'b', kind: 'postgres', database: null, url }))
      await data.addSource(scope, source(tenantId, { name: 'a' }))
      expect((await data.listSources(scope, tenantId)).map((one) => [one.name, one.kind, one.url])).toEqual([
        ['a', 'loaded', null],
        ['b', 'postgres', url],
      ])
      await expect(data.addSource(scope, source(tenantId, { name: 'a' }))).rejects.toMatchObject({ code: 'CONFLICT' })
    })

    test("a stranger neither sees nor changes another tenant's", async () => {
      const { data } = store()
      const [tenantId, other] = [await newTenant(store()), await newTenant(store())]
      const stranger = tenant(other)
      const shop = source(tenantId)
      await data.addSource(tenant(tenantId), shop)
      const refused = { code: 'NOT_FOUND' }
      await expect(data.addSource(stranger, source(tenantId, { name: 'theirs' }))).rejects.toMatchObject(refused)
      expect(await data.findSource(stranger, tenantId, 'shop')).toBeNull()
      expect(await data.findSource(stranger, other, shop.id)).toBeNull()
      expect(await data.listSources(stranger, tenantId)).toEqual([])
      expect(await data.changeSource(stranger, shop.id, { identity, updatedAt: start })).toBe(false)
      expect(await data.removeSource(stranger, shop.id)).toBe(false)
      expect(await data.findSource(tenant(tenantId), tenantId, 'shop')).toEqual(shop)
    })
  })
}
