import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { DataSource, Identity } from '@/lib/domain/data-source'
import { type LiveShop, openLiveShop, sixteen } from './test-source'

let shop: LiveShop
beforeAll(async () => {
  shop = await openLiveShop()
})
afterAll(() => shop.close())

async function rowsOf(sql: string, identity: Identity | null = sixteen, source: DataSource = shop.source) {
  const options = { signal: new AbortController().signal, timeoutMs: 5_000 }
  const result = await shop.access.runQuery(source, sql, identity, options)
  return 'rows' in result ? result.rows : result
}

async function guards(): Promise<unknown> {
  const { rows } = await shop.outside.query(
    `SELECT (SELECT count(*)::int FROM pg_policies) AS policies, (SELECT count(*)::int FROM pg_class WHERE relrowsecurity) AS guarded,
       (SELECT count(*)::int FROM pg_namespace WHERE nspname LIKE 'parley%') AS schemas, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${shop.reader}') AS role`,
  )
  return rows[0]
}

describe("somebody's own database with an identity rule", () => {
  test('shows each person their own rows, nobody none of them, and all the rest to everybody', async () => {
    expect(await rowsOf('SELECT count(*), max(total) FROM invoice')).toEqual([[10, 20]])
    expect(await rowsOf('SELECT count(*) FROM invoice_line', { ...sixteen, key: 17 })).toEqual([[30]])
    expect(await rowsOf('SELECT count(*) FROM customer', null)).toEqual([[0]])
    expect(await rowsOf('SELECT count(*) FROM track', null)).toEqual([[3000]])
    expect(await shop.access.findPerson(shop.source, 'frank', 'harris')).toMatchObject({ key: 16 })
  })

  test('changes nothing for the programs that use it: they see and write every row', async () => {
    const seen = await shop.program.query('SELECT count(*)::int AS n FROM invoice')
    expect(seen.rows).toEqual([{ n: 20 }])
    await shop.program.query(
      "BEGIN; INSERT INTO customer VALUES (99, 'New', 'One', 'X', 'x@y'); UPDATE invoice SET total = 1; DELETE FROM invoice_line",
    )
    expect((await shop.program.query('SELECT count(*)::int AS n FROM customer')).rows).toEqual([{ n: 3 }])
    await shop.program.query('ROLLBACK')
  })

  test('columns that are not on the list cannot be read by the role itself', async () => {
    const { rows } = await shop.outside.query(
      `SELECT has_column_privilege('${shop.reader}', 'customer', 'email', 'SELECT') AS email, has_table_privilege('${shop.reader}', 'track', 'INSERT') AS writes`,
    )
    expect(rows).toEqual([{ email: false, writes: false }])
  })

  test('an allow-list that changes is in force at once', async () => {
    const tables = shop.source.schema.tables.map((table) =>
      table.name === 'track' ? { ...table, isAllowed: false } : table,
    )
    const narrower = { ...shop.source, schema: { ...shop.source.schema, tables } }
    await shop.loader.grant(narrower)
    expect(await rowsOf('SELECT count(*) FROM track', null, narrower)).toMatchObject({ kind: 'refused' })
    expect(await rowsOf('SELECT count(*) FROM invoice', sixteen, narrower)).toEqual([[10]])
    await shop.loader.grant(shop.source)
    expect(await rowsOf('SELECT count(*) FROM track')).toEqual([[3000]])
  })

  test('two sources on one database keep out of each other’s way', async () => {
    const second = { ...shop.source, id: crypto.randomUUID() }
    await shop.loader.grant(second)
    expect(await rowsOf('SELECT count(*) FROM invoice', sixteen, second)).toEqual([[10]])
    await shop.loader.drop(second)
    expect(await rowsOf('SELECT count(*) FROM invoice')).toEqual([[10]])
    expect(await rowsOf('SELECT count(*) FROM invoice', null)).toEqual([[0]])
    expect((await shop.program.query('SELECT count(*)::int AS n FROM invoice')).rows).toEqual([{ n: 20 }])
  })

  test('policies of its owner stay in force, with ours beside them and after them', async () => {
    await shop.loader.drop(shop.source)
    await shop.outside.query(
      'ALTER TABLE invoice ENABLE ROW LEVEL SECURITY; CREATE POLICY small ON invoice TO PUBLIC USING (total < 100)',
    )
    await shop.loader.grant(shop.source)
    expect((await shop.program.query('SELECT max(total)::int AS n FROM invoice')).rows).toEqual([{ n: 20 }])
    expect(await rowsOf('SELECT count(*) FROM invoice')).toEqual([[10]])
    await shop.loader.drop(shop.source)
    expect(await guards()).toEqual({ policies: 1, guarded: 1, schemas: 0, role: false })
    await shop.outside.query('DROP POLICY small ON invoice; ALTER TABLE invoice DISABLE ROW LEVEL SECURITY')
    await shop.loader.grant(shop.source)
  })

  test('without the rule, and removed, nothing of ours is left in it', async () => {
    await shop.loader.grant({ ...shop.source, identity: null })
    expect(await guards()).toEqual({ policies: 0, guarded: 0, schemas: 0, role: false })
    await shop.loader.grant(shop.source)
    expect(await rowsOf('SELECT count(*) FROM invoice', null)).toEqual([[0]])
    await shop.loader.drop(shop.source)
    expect(await guards()).toEqual({ policies: 0, guarded: 0, schemas: 0, role: false })
    await shop.loader.grant(shop.source)
  })
})

describe('where it cannot be kept, it is refused and nothing is changed', () => {
  const asProgram = () => {
    const url = new URL(shop.source.url ?? '')
    url.username = url.username.replace('owner', 'program')
    return { ...shop.source, id: crypto.randomUUID(), url: url.href }
  }

  test('a role that owns nothing is told what it needs', async () => {
    const before = await guards()
    await expect(shop.loader.grant(asProgram())).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      publicMessage: expect.stringMatching(/own the tables.*CREATEROLE.*Nothing was changed/),
    })
    expect(await guards()).toEqual(before)
  })

  test('tables that are in use are left alone', { timeout: 20_000 }, async () => {
    const before = await guards()
    await shop.program.query('BEGIN; SELECT 1 FROM invoice')
    const second = { ...shop.source, id: crypto.randomUUID() }
    await expect(shop.loader.grant(second)).rejects.toMatchObject({
      publicMessage: expect.stringMatching(/in use.*try again/),
    })
    await shop.program.query('ROLLBACK')
    expect(await guards()).toEqual(before)
  })

  test('a database that is away when its source is removed: what is left there is told', async () => {
    const gone = { ...shop.source, url: `${inject('clusterUrl').replace(/\/[^/?]*\?/, '/no_such_database?')}` }
    await expect(shop.loader.drop(gone)).rejects.toMatchObject({
      code: 'SERVER_ERROR',
      publicMessage: expect.stringMatching(/DROP OWNED BY parley_data_\w+_reader/),
    })
  })
})
