import { describe, expect, test } from 'vitest'
import type { DataColumn, DataSchema } from '@/lib/domain/data-source'
import { createRandom } from '@/prisma/seed/music-store/random'
import { checkQuery } from './check-query'
import { attacks } from './test-attacks'

function table(name: string, columns: readonly string[], hidden: readonly string[] = []) {
  const described = [...columns, ...hidden].map(
    (column): DataColumn => ({
      ...{ name: column, type: 'text', sqlType: 'text', isNullable: true, note: null, synonyms: [], unit: null },
      ...{ isAllowed: columns.includes(column), samples: [] },
    }),
  )
  return {
    name,
    note: null,
    synonyms: [],
    columns: described,
    primaryKey: [],
    foreignKeys: [],
    rows: 1,
    isAllowed: true,
  }
}

const schema: DataSchema = {
  tables: [
    table('customer', ['id', 'name', 'status'], ['email']),
    table('status', ['status', 'label']),
    table('Order', ['Id', 'CustomerId', 'Total']),
  ],
}

describe('allowed', () => {
  test.each([
    ['SELECT * FROM status'],
    ['SELECT s.* FROM status s, customer c WHERE c.status = s.status'],
    ['SELECT status FROM status ORDER BY status'],
    ['SELECT "Total" AS sum, "Order"."Id" FROM "Order" ORDER BY sum DESC NULLS LAST LIMIT 5 OFFSET 2'],
    [
      'SELECT c.name, sum(o."Total") FROM customer c JOIN "Order" o ON o."CustomerId" = c.id GROUP BY c.name HAVING count(*) > 1',
    ],
    ['SELECT count(*) FILTER (WHERE label IS NOT NULL) FROM status'],
    ["SELECT name FROM customer WHERE name NOT ILIKE '%x%' AND id IN ('1', '2') OR NOT EXISTS (SELECT 1 FROM status)"],
    ['WITH a AS (SELECT id, name FROM customer), b(x) AS (SELECT count(*) FROM a) SELECT x, a.name FROM a, b'],
    ['SELECT q.total FROM (SELECT sum("Total") AS total FROM "Order") q WHERE q.total > 5::numeric(10,2)'],
    ['SELECT DISTINCT ON (status) status, first_value(name) OVER w FROM customer WINDOW w AS (PARTITION BY status)'],
    ["SELECT now() - interval '1 day', current_date, extract(year FROM now()), date_trunc('month', now())"],
    ['SELECT id FROM customer EXCEPT SELECT "CustomerId" FROM "Order" ORDER BY 1'],
    ["SELECT string_agg(name, ', ' ORDER BY name), coalesce(max(id), 'none'), nullif(min(id), '') FROM customer"],
    ['SELECT x.column1 FROM (VALUES (1), (2)) AS x'],
  ])('%s', async (sql) => {
    expect(await checkQuery(sql, schema)).not.toHaveProperty('refused')
  })
})

describe('refused, and it says why', () => {
  test.each([
    ['SELECT * FROM customer', /Name the columns of customer/],
    ['SELECT email FROM customer', /no column email/],
    ['SELECT x.email FROM customer x', /no column x\.email/],
    ['SELECT name FROM customer AS label, status', null],
    ['SELECT label FROM customer AS label', /no column label/],
    ['SELECT id FROM nothing', /no table nothing/],
    ['SELECT id FROM public.customer', /without their schema/],
    ['SELECT pg_sleep(1)', /function pg_sleep/],
    ['SELECT id::regclass FROM customer', /type regclass/],
    ["SELECT id ~ 'x' FROM customer", /operator ~/],
    ['SELECT id FROM customer FOR UPDATE', /locking clause/],
    ['SELECT 1; SELECT 2', /one SELECT/],
    ['DELETE FROM customer', /one SELECT/],
    ['SELEC 1', /no SQL: syntax error/],
    ['', /no SQL/],
    ['   ', /one SELECT|no SQL/],
    ['SELECT 1 WHERE 1 = $1', /param ref/i],
  ])('%s', async (sql, why) => {
    const checked = await checkQuery(sql, schema)
    if (why === null) expect(checked).not.toHaveProperty('refused')
    else expect(checked).toMatchObject({ refused: expect.stringMatching(why) })
  })
})

test('whatever is sent, it is answered: attacks cut and mixed at random', async () => {
  const random = createRandom(6)
  for (let at = 0; at < 1_500; at++) {
    const [one, other] = [random.pick(attacks).slice(0, 3_000), random.pick(attacks).slice(0, 3_000)]
    const cut = one.slice(0, random.below(one.length + 1)) + other.slice(random.below(other.length + 1))
    const checked = await checkQuery(cut, schema)
    expect('refused' in checked || 'withAt' in checked).toBe(true)
  }
})
