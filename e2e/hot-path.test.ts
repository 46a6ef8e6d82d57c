// One call is served ahead of Next; a body that does not say its length goes through Next. Both must answer alike.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { call, demo, type RunningServer, signed, startServer } from './server-process'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

type Way = 'with its length' | 'in chunks'

async function post(way: Way, path: string, text: string, headers: Record<string, string>) {
  const body = way === 'in chunks' ? new Blob([text]).stream() : text
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body, duplex: 'half' }
  const response = await fetch(server.url + path, init)
  const { request_id, ...answer } = await response.json()
  const kept = ['content-type', 'cache-control', 'allow', 'x-content-type-options', 'referrer-policy']
  return {
    status: response.status,
    answer,
    headers: kept.map((name) => response.headers.get(name)),
    hasId: response.headers.has('x-request-id') && (request_id === undefined || typeof request_id === 'string'),
  }
}

test.each<[what: string, text: string, path?: string, key?: string]>([
  ['a message', '{"content":"hello"}'],
  ['a message to a path with a slash', '{"content":"hello"}', '/messages/'],
  ['an empty message', '{"content":""}'],
  ['a body that is no JSON', '{"content":'],
  ['text that cannot be stored', '{"content":"\\u0000"}'],
  ['a wrong signature', '{"content":"hello"}', '/messages', 'not-the-key-of-this-server'],
  ['a long message', JSON.stringify({ content: 'x'.repeat(10_001) })],
  ['a forged header', '{"content":"hello"}', '/messages'],
])('%s', async (what, text, end = '/messages', key) => {
  const open = async () => (await call(server.url, 'POST', '/api/chat/sessions', demo)).body.session_id
  const forged: Record<string, string> = what === 'a forged header' ? { 'x-parley-path': '/elsewhere' } : {}
  const ways: Way[] = ['with its length', 'in chunks']
  const [hot, usual] = await Promise.all(
    ways.map(async (way) => {
      const path = `/api/chat/sessions/${await open()}${end}`
      const signature = signed('POST', path, text)
      return post(way, path, text, { ...signature, ...forged, ...(key ? { 'x-signature': '0'.repeat(64) } : {}) })
    }),
  )
  expect(hot).toEqual(usual)
  expect(hot?.hasId).toBe(true)
})
