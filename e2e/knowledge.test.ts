// Documents over HTTP, read inside the running server.
import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pdf } from '@/lib/knowledge/test-files'
import { freshDatabase } from '@/test/database'
import { apiKey, call, demo, type RunningServer, startServer } from './server-process'

const tenant = `?tenant_id=${demo.tenant_id}`
const guides = '/api/admin/knowledge/Guides'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, WAKE_MS: '200' })
  await call(server.url, 'POST', `/api/admin/knowledge${tenant}`, { name: 'Guides' })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

async function upload(...files: [name: string, content: Uint8Array | string][]) {
  const form = new FormData()
  for (const [name, content] of files) form.append('file', new Blob([Buffer.from(content)]), name)
  const sent = new Response(form)
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const path = `${guides}/documents${tenant}`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const text = `${timestamp}POST${path}${createHash('sha256').update(bytes).digest('hex')}`
  const headers = {
    'content-type': sent.headers.get('content-type') ?? '',
    'x-timestamp': timestamp,
    'x-signature': createHmac('sha256', apiKey).update(text).digest('hex'),
  }
  const response = await fetch(server.url + path, { method: 'POST', headers, body: bytes })
  return { status: response.status, body: await response.json() }
}

const look = async (id: string) => (await call(server.url, 'GET', `${guides}/documents/${id}${tenant}`)).body

async function until(id: string, ...states: string[]) {
  const seen = async () => {
    const document = await look(id)
    expect(states).toContain(document.state)
    return document
  }
  return vi.waitFor(seen, { timeout: 100_000, interval: 20 })
}

const search = async (query: string) => (await call(server.url, 'POST', `${guides}/search${tenant}`, { query })).body

test('files are read, found, and gone with the next question once they are deleted', async () => {
  const parking = pdf([[[12, 700, 'Parking behind the clinic costs two euros an hour.']]])
  const hours = '# Hours\n\nThe clinic is open from eight to noon on Saturdays.'
  const { status, body } = await upload(['parking.pdf', parking], ['hours.md', hours])
  expect(status).toBe(201)
  const [first, second] = body.documents
  expect(await until(first.id, 'ready', 'failed')).toMatchObject({ state: 'ready', pages: 1, failure: null })
  await until(second.id, 'ready')
  expect(await search('What does parking behind the clinic cost?')).toMatchObject({
    ...{
      answerable: true,
      passages: expect.arrayContaining([expect.objectContaining({ document_id: first.id, page: 1 })]),
    },
  })
  await call(server.url, 'DELETE', `${guides}/documents/${first.id}${tenant}`)
  const { passages } = await search('What does parking behind the clinic cost?')
  expect(passages.map(({ document_id }: { document_id: string }) => document_id)).not.toContain(first.id)
}, 60_000)

test('an upload of 20 MB comes through whole, one past 25 MB is refused by name', async () => {
  const large = new Uint8Array(20 * 1_048_576).fill(0x20)
  const { status, body } = await upload(['large.txt', large])
  expect([status, body.documents[0].size]).toEqual([201, large.byteLength])
  const refused = await upload(['larger.txt', new Uint8Array(26 * 1_048_576)])
  expect([refused.status, refused.body.detail]).toEqual([413, 'The request body must not be larger than 25 MB'])
}, 60_000)

test('a document whose server was killed over it is read by the next', async () => {
  const lines = Array.from({ length: 800 }, (_, at) => `Room ${at} has ${at + 2} chairs and a window to the garden.`)
  const { body } = await upload(['rooms.txt', lines.join('\n\n')])
  const { id } = body.documents[0]
  expect((await until(id, 'indexing', 'ready')).state).toBe('indexing')
  await server.stop('SIGKILL')
  await loseClaims()
  server = await startServer({ DATABASE_URL: database.url, WAKE_MS: '200' })
  expect(await until(id, 'ready', 'failed')).toMatchObject({ state: 'ready', failure: null })
}, 120_000)

/** As if the minute had passed for which a claim holds. */
async function loseClaims(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query('UPDATE knowledge_documents SET held_until = now()')
  await client.end()
}
