import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Identity, QueryFailure, QueryResult } from '@/lib/domain/data-source'
import { openShop, sixteen, type TestSource } from './test-source'

let shop: TestSource
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

function ask(sql: string, identity: Identity | null = sixteen, signal = new AbortController().signal) {
  return shop.access.runQuery(shop.source, sql, identity, { signal, timeoutMs: 5_000 })
}

async function rowsOf(sql: string, identity: Identity | null = sixteen): Promise<QueryResult['rows']> {
  const result = await ask(sql, identity)
  if ('kind' in result) throw new Error(`${result.kind}: ${result.message}`)
  return result.rows
}

function failure(result: QueryResult | QueryFailure): QueryFailure | null {
  return 'kind' in result ? result : null
}

describe('questions are answered', () => {
  test.each([
    ['SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1', [[2, 2]]],
    ['SELECT count(*) FROM invoice', [[10]]],
    ['SELECT first_name, country FROM customer', [['Frank', 'USA']]],
    ['SELECT count(*), sum(unit_price) FROM invoice_line', [[30, 30]]],
    ['WITH big AS (SELECT * FROM invoice WHERE total > 15) SELECT count(*) AS n, max(b.total) FROM big b', [[3, 20]]],
    ['SELECT extract(year FROM i.invoice_date)::int AS y, count(*) FROM invoice i GROUP BY 1 ORDER BY y', [[2022, 10]]],
    [
      "SELECT t.name FROM track t JOIN invoice_line l USING (track_id) WHERE t.name ILIKE '%song 2' LIMIT 1",
      [['Song 2']],
    ],
    ['SELECT DISTINCT c.country FROM customer AS c WHERE EXISTS (SELECT 1 FROM invoice)', [['USA']]],
    ['VALUES (1, true, NULL)', [[1, true, null]]],
    ['SELECT 2 UNION ALL SELECT 1 ORDER BY 1; -- the end', [[1], [2]]],
    [
      "SELECT to_char(invoice_date, 'YYYY-MM'), row_number() OVER (ORDER BY total) FROM invoice LIMIT 1",
      [['2022-01', 1]],
    ],
    ['SELECT CASE WHEN count(*) > 1 THEN 1 ELSE 0 END FROM track WHERE milliseconds BETWEEN 1000 AND 2000', [[1]]],
    ['SELECT 12345678901234567890::numeric, 0.10::numeric(4,2)', [['12345678901234567890', 0.1]]],
    ['(WITH a AS (SELECT 1 AS x) SELECT x, (SELECT count(*) FROM invoice) FROM a)', [[1, 10]]],
  ])('%s', async (sql, rows) => {
    expect(await rowsOf(sql)).toEqual(rows)
  })

  test('columns come with their types', async () => {
    const result = await ask('SELECT name AS title, milliseconds, now() FROM track LIMIT 1')
    expect(result).toMatchObject({
      columns: [
        { name: 'title', type: 'text' },
        { name: 'milliseconds', type: 'number' },
        { name: 'now', type: 'date' },
      ],
      isCut: false,
    })
  })

  test("what belongs to people is nobody's until somebody is known, and everything else is there", async () => {
    expect(await rowsOf('SELECT count(*) FROM invoice', null)).toEqual([[0]])
    expect(await rowsOf('SELECT count(*) FROM track', null)).toEqual([[3000]])
    expect(await rowsOf('SELECT count(*) FROM invoice', { ...sixteen, source: 'another' })).toEqual([[0]])
    expect(await rowsOf('SELECT last_name FROM customer', { ...sixteen, key: 17 })).toEqual([['Foreign']])
  })
})

describe('limits', () => {
  test('a thousand rows, and it says that there were more', async () => {
    const result = await ask('SELECT track_id FROM track')
    expect(result).toMatchObject({ isCut: true })
    expect('rows' in result && result.rows).toHaveLength(1000)
    expect(await ask('SELECT track_id FROM track LIMIT 1000')).toMatchObject({ isCut: false })
  })

  test('256 KB, and the next query works', async () => {
    const result = await ask("SELECT string_agg(name, '') FROM track, (SELECT 1 FROM track LIMIT 40) AS b")
    expect(result).toMatchObject({ isCut: true, rows: [] })
    expect(await rowsOf('SELECT 1')).toEqual([[1]])
  })

  test('time: the query is stopped in the database too', async () => {
    const slow = 'SELECT count(*) FROM track a, track b, track c, track d'
    const began = performance.now()
    const options = { signal: new AbortController().signal, timeoutMs: 300 }
    const result = await shop.access.runQuery(shop.source, slow, null, options)
    expect(failure(result)?.kind).toBe('timeout')
    expect(performance.now() - began).toBeLessThan(3_000)
    await expect.poll(running).toBe(0)
  })

  test('who gives up is answered at once', async () => {
    const giveUp = new AbortController()
    const slow = ask('SELECT count(*) FROM track a, track b, track c, track d', null, giveUp.signal)
    await expect.poll(running).toBe(1)
    giveUp.abort()
    expect(failure(await slow)?.kind).toBe('timeout')
    await expect.poll(running).toBe(0)
  })

  test('many at a time are all answered', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        rowsOf(`SELECT ${at}, max(customer_id) FROM invoice`, { ...sixteen, key: 16 + (at % 2) }),
      ),
    )
    expect(results).toEqual(results.map((_, at) => [[at, 16 + (at % 2)]]))
  })

  async function running(): Promise<number> {
    const { rows } = await shop.outside.query(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%reader' AND state = 'active'",
    )
    return rows[0].n
  }
})

describe('people', () => {
  test('are found by their names in any case of letters', async () => {
    const { access, source } = shop
    expect(await access.findPerson(source, ' frank ', 'HARRIS')).toEqual({
      key: 16,
      firstName: 'Frank',
      lastName: 'Harris',
    })
    expect(await access.findPerson(source, 'Frank', "O'Harris'; DROP TABLE customer")).toBeNull()
    await shop.outside.query("INSERT INTO customer VALUES (99, 'frank', 'harris')")
    expect(await access.findPerson(source, 'Frank', 'Harris')).toBe('ambiguous')
    await shop.outside.query('DELETE FROM customer WHERE customer_id = 99')
  })
})

test('a source that is away is a failure, not an error', async () => {
  const away = { ...shop.source, id: '00000000-0000-4000-8000-000000000000' }
  const options = { signal: new AbortController().signal, timeoutMs: 5_000 }
  expect(await shop.access.runQuery(away, 'SELECT 1', null, options)).toEqual({
    kind: 'failed',
    message: 'The data source cannot be reached.',
  })
})
