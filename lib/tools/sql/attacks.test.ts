import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QueryFailure, QueryResult } from '@/lib/domain/data-source'
import type { DataLayers } from './data-layers'
import { attacks } from './test-attacks'
import { openLiveShop, openShop, sixteen, type TestSource } from './test-source'

// What is only in rows of others, and in columns and tables that nobody may see.
const secrets = /Foreign|Neverland|7777|secret\.test|Boss/
const boundMs = 400

const layers: readonly (keyof DataLayers)[][] = [[], ['role'], ['parser'], ['transaction'], ['policies'], ['caps']]

test('there are more than a hundred attacks, each another', () => {
  expect(new Set(attacks).size).toBe(attacks.length)
  expect(attacks.length).toBeGreaterThan(200)
})

const kinds = [
  { kind: 'a loaded source', open: openShop },
  { kind: "somebody's own database", open: openLiveShop },
]
// Both kinds share all code but what the database itself has been told: there the other layers off are for the full run.
const isShort = (kind: string, left: readonly string[]) =>
  process.env.TEST_FULL !== '1' && kind !== kinds[0]?.kind && ['role', 'transaction', 'caps'].includes(left.join())
const cases = kinds
  .flatMap((one) => layers.map((left) => ({ ...one, left, name: left.join() || 'none' })))
  .filter(({ kind, left }) => !isShort(kind, left))

describe.each(cases)('$kind without the layer: $name', ({ left, open }) => {
  let shop: TestSource
  const heard: string[] = []
  beforeAll(async () => {
    shop = await open(...left)
    shop.outside.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await shop.outside.query('LISTEN attack')
  })
  afterAll(() => shop.close())

  const attempt = (sql: string): Promise<QueryResult | QueryFailure> => {
    const options = { signal: new AbortController().signal, timeoutMs: boundMs }
    return shop.access.runQuery(shop.source, sql, sixteen, options)
  }

  test('no attack has an effect, shows a foreign row or takes long', { timeout: 120_000 }, async () => {
    const before = await effects()
    const leaks: string[] = []
    const late: string[] = []
    for (const sql of attacks) {
      const began = performance.now()
      const result = await attempt(sql)
      if (performance.now() - began > boundMs + 2_000) late.push(sql.slice(0, 80))
      // What the database says of the query's own words is no leak.
      const said = 'kind' in result ? result.message.replaceAll(sql, '') : JSON.stringify(result.rows)
      if (secrets.test(said) && !secrets.test(sql)) leaks.push(`${sql}: ${said.slice(0, 200)}`)
      if ('rows' in result && secrets.test(said)) leaks.push(`${sql}: ${said.slice(0, 200)}`)
    }
    expect({ leaks, late }).toEqual({ leaks: [], late: [] })
    expect(await effects()).toEqual(before)
    expect(heard).toEqual([])
    expect(['/tmp/parley-evil.csv', '/tmp/parley-evil'].filter(existsSync)).toEqual([])
  })

  test('and afterwards questions are answered as before', async () => {
    expect(await attempt('SELECT count(*), max(total) FROM invoice')).toMatchObject({ rows: [[10, 20]] })
  })

  async function effects(): Promise<unknown> {
    // Somebody's own database keeps its built-in functions: the parser alone keeps out one that fills a gigabyte, which
    // cannot be interrupted but ends.
    await expect
      .poll(
        async () =>
          (
            await look(
              "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename LIKE '%reader' AND datname = current_database() AND state = 'active'",
            )
          ).n,
        { timeout: 60_000 },
      )
      .toBe(0)
    return look(`SELECT
      (SELECT json_agg(t ORDER BY t::text) FROM (SELECT md5(string_agg(c::text, '' ORDER BY c::text)) FROM customer c UNION ALL SELECT md5(string_agg(i::text, '' ORDER BY i::text)) FROM invoice i UNION ALL SELECT md5(string_agg(l::text, '' ORDER BY l::text)) FROM invoice_line l UNION ALL SELECT md5(string_agg(k::text, '' ORDER BY k::text)) FROM track k) t) AS rows,
      (SELECT json_agg(relname ORDER BY relname) FROM pg_class WHERE relnamespace::regnamespace::text !~ '^pg_') AS relations,
      (SELECT count(*)::int FROM pg_proc) AS functions,
      (SELECT count(*)::int FROM pg_largeobject_metadata) AS large_objects,
      (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks,
      (SELECT json_agg(s ORDER BY s::text) FROM pg_db_role_setting s WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())) AS settings,
      (SELECT json_agg(relacl::text ORDER BY oid) FROM pg_class WHERE relnamespace = to_regnamespace(current_schema())) AS rights,
      (SELECT rolsuper FROM pg_roles WHERE rolname = current_database() || '_reader') AS super`)
  }

  async function look(sql: string): Promise<Record<string, unknown>> {
    const { rows } = await shop.outside.query<Record<string, unknown>>(sql)
    return rows[0] ?? {}
  }
})

test('the attacks are real: with more layers off they reach other rows and change things', async () => {
  const shop = await openShop('role', 'parser', 'transaction', 'policies', 'caps')
  const options = { signal: new AbortController().signal, timeoutMs: boundMs }
  try {
    const seen = await shop.access.runQuery(shop.source, 'SELECT max(total) FROM invoice', sixteen, options)
    expect(seen).toMatchObject({ rows: [[7777.77]] })
    await shop.access.runQuery(shop.source, 'DELETE FROM invoice_line', sixteen, options)
    expect((await shop.outside.query('SELECT 1 FROM invoice_line')).rows).toEqual([])
  } finally {
    await shop.close()
  }
})
