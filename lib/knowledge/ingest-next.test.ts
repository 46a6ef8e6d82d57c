import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { movableClock } from '@/test/movable-clock'
import { ingestNext } from './ingest-next'
import { newDocument } from './new-document'
import type { Parser } from './parse/create-parser'
import { testParser } from './test-parser'

let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})

const { signal } = new AbortController()
const name = 'test/flat'
const flat = { name, embed: async (texts: readonly string[]) => texts.map(() => new Float32Array(512).fill(0.1)) }

async function clinic() {
  const clock = movableClock(1_764_153_000_400)
  const store = createMemoryStore(clock)
  const tenantId = randomUUID()
  const scope = tenant(tenantId)
  await store.access.addTenant(platform, { id: tenantId, name: 'Clinic' })
  const base = { id: randomUUID(), tenantId, name: 'Guides', settings: {}, createdAt: clock.now() }
  await store.knowledge.addBase(scope, base)
  async function add(name: string, content: string): Promise<string> {
    const document = newDocument(base, { name, bytes: Buffer.from(content) }, clock.now())
    return (await store.knowledge.addDocument(scope, document)).documentId
  }
  const ports = { store: store.knowledge, parser, encoder: flat, clock }
  const state = async (id: string) => store.knowledge.getDocument(scope, id)
  return { clock, store: store.knowledge, scope, base, add, ports, state }
}

test('a document goes from queued to ready, and then nothing waits', async () => {
  const { ports, scope, add, state, store, base } = await clinic()
  const id = await add('guide.md', '# Hours\n\nOpen daily. Closed at night.')
  expect(await ingestNext(ports, scope, signal)).toBe(id)
  expect(await state(id)).toMatchObject({ state: 'ready', passages: 1, progress: { done: 2, total: 2 } })
  const found = (await store.loadPassages(scope, base.id, name, null))?.passages
  expect(found).toMatchObject([{ title: 'guide', heading: 'Hours', sentences: ['Open daily.', 'Closed at night.'] }])
  expect(await ingestNext(ports, scope, signal)).toBeNull()
})

test('one that cannot be read fails with the reason', async () => {
  const { ports, scope, add, state } = await clinic()
  const id = await add('guide.pdf', 'no PDF')
  await ingestNext(ports, scope, signal)
  expect(await state(id)).toMatchObject({ state: 'failed', failure: 'It is named as a PDF, but is none.' })
})

test('one whose process was killed is taken again after a minute, and given up after three times', async () => {
  const { ports, scope, add, state, clock } = await clinic()
  const id = await add('guide.txt', 'Open daily.')
  const killed = { ...ports, encoder: { name, embed: () => Promise.reject(new Error('killed')) } }
  for (let time = 1; time <= 3; time++) {
    await expect(ingestNext(killed, scope, signal)).rejects.toThrow('killed')
    expect(await state(id)).toMatchObject({ state: 'indexing' })
    expect(await ingestNext(ports, scope, signal)).toBeNull()
    clock.advance(60_000)
  }
  await ingestNext(ports, scope, signal)
  expect(await state(id)).toMatchObject({ state: 'failed', failure: 'Reading it was broken off three times.' })
})

test('one broken off once is ready the next time', async () => {
  const { ports, scope, add, state, clock } = await clinic()
  const id = await add('guide.txt', 'Open daily.')
  const killed = { ...ports, encoder: { name, embed: () => Promise.reject(new Error('killed')) } }
  await expect(ingestNext(killed, scope, signal)).rejects.toThrow('killed')
  clock.advance(60_000)
  expect(await ingestNext(ports, scope, signal)).toBe(id)
  expect(await state(id)).toMatchObject({ state: 'ready' })
})

test('a document deleted on the way is let go', async () => {
  const { ports, scope, add, state, store, base } = await clinic()
  const id = await add('guide.txt', 'Open daily.')
  const deleting = {
    ...ports,
    encoder: {
      name,
      async embed(texts: readonly string[]) {
        await store.deleteDocument(scope, id)
        return flat.embed(texts)
      },
    },
  }
  await ingestNext(deleting, scope, signal)
  expect(await state(id)).toBeNull()
  expect((await store.loadPassages(scope, base.id, name, null))?.passages).toEqual([])
})

test.each([
  ['a picture', 'scan.png', 10, 'VALIDATION_FAILED'],
  ['no ending', 'README', 10, 'VALIDATION_FAILED'],
  ['more than 25 MB', 'big.txt', 25 * 1024 * 1024 + 1, 'PAYLOAD_TOO_LARGE'],
])('%s is refused before it is stored', (_, name, size, code) => {
  const base = { id: randomUUID(), tenantId: randomUUID() }
  expect(() => newDocument(base, { name, bytes: new Uint8Array(size) }, 0)).toThrow(expect.objectContaining({ code }))
})
