// The demo's data source and an import, against a server as it is started.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, signed, startServer } from './server-process'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, DATA_DATABASE_URL: database.url })
})

afterAll(async () => {
  for (const name of ['music_store', 'shop']) await call(server.url, 'DELETE', at(name))
  await server.stop()
  await database.drop()
})

const at = (rest: string) => `/api/admin/data/${rest}?tenant_id=${demo.tenant_id}`
const ask = (source: string, sql: string) => {
  const body = { sql, as: { first_name: 'Frank', last_name: 'Harris' } }
  return call(server.url, 'POST', at(`${source}/query`), body)
}

test('the first start makes the music store, and Frank Harris sees his purchases and nobody else’s', async () => {
  await server.printed(/music_store was made/)
  const { status, body } = await ask('music_store', 'SELECT invoice_id, total FROM invoice ORDER BY total DESC')
  expect([status, body.failure]).toEqual([200, null])
  expect(body.rows).toHaveLength(7)
  expect([body.rows[0], body.rows.at(-1)]).toEqual([
    [145, 13.86],
    [13, 0.99],
  ])
})

test('an uploaded script is a source; what it says beside tables is left out', async () => {
  const form = new FormData()
  const script = "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'); CREATE VIEW v AS SELECT 1;"
  form.append('file', new Blob([script]), 'shop.sql')
  const path = `/api/admin/data/import?tenant_id=${demo.tenant_id}&name=shop`
  const sent = new Response(form)
  const bytes = await sent.bytes()
  const headers = {
    ...signed('POST', path, Buffer.from(bytes).toString('latin1')),
    'content-type': sent.headers.get('content-type') ?? '',
  }
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: bytes })
  expect([response.status, (await response.json()).left_out]).toEqual([201, ['CREATE VIEW']])
  const { body } = await call(server.url, 'POST', at('shop/query'), { sql: 'SELECT a, b FROM t' })
  expect(body.rows).toEqual([[1, 'x']])
})
