import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import { platform, type Store, tenant } from '@/lib/domain/store'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { documents } from './clinic.fixture'
import { findSources } from './find-sources'
import { ingestNext } from './ingest-next'
import { newDocument } from './new-document'
import { createIndexSource } from './search/index-cache'
import { testParser } from './test-parser'

const tenantId = randomUUID()
const encoder = createEncoder()
const { signal } = new AbortController()
let store: Store

beforeAll(async () => {
  const scope = tenant(tenantId)
  const id = randomUUID()
  const parser = await testParser()
  store = createMemoryStore(systemClock)
  await store.access.addTenant(platform, { id: tenantId, name: 'Clinic' })
  await store.knowledge.addBase(scope, { id, tenantId, name: 'clinic', settings: { topK: 2 }, createdAt: 0 })
  for (const [name, content] of Object.entries(documents))
    await store.knowledge.addDocument(scope, newDocument({ id, tenantId }, { name, bytes: Buffer.from(content) }, 0))
  while (await ingestNext({ store: store.knowledge, parser, encoder, clock: systemClock }, scope, signal));
})
afterAll(() => encoder.close())

function find(query: string, more: { base?: string; otherwise?: string; tenantId?: string } = {}) {
  const ports = { indexes: createIndexSource(store.knowledge), encoder, store: store.knowledge }
  const search = { tenantId, base: 'clinic', query, otherwise: null, settings: {}, ...more }
  return findSources(ports, search, signal)
}

test('what answers is found by the base’s name, with place, quote and score, as many as the base says', async () => {
  const { outcome, sources } = await find('Can I wear jewelry in the scanner?')
  expect(outcome).toBe('found')
  expect(sources).toHaveLength(2)
  expect(sources[0]).toMatchObject({ title: 'mri-safety', place: expect.stringMatching(/Metal and jewelry/) })
  expect(sources[0]?.quote).toMatch(/remove all jewelry/)
  expect(sources[0]?.score).toBeGreaterThan(sources[1]?.score ?? 1)
})

test('what the documents do not say is said so', async () => {
  expect((await find('Who won the world cup in 1998?')).outcome).toBe('not-said')
})

test('where a question is not answered alone, it is looked up as what it refers to', async () => {
  const otherwise = 'Can I wear jewelry in the scanner? and what of that?'
  const found = await find('and what of that?', { otherwise })
  expect(found).toMatchObject({ outcome: 'found', query: otherwise })
})

test('where it is answered alone, what it might refer to is left aside', async () => {
  const found = await find('How loud does the scanner knock?', { otherwise: 'Where is parking? How loud is it?' })
  expect(found.outcome).toBe('found')
  expect(found.query).toBeUndefined()
  expect(found.sources[0]?.quote).toMatch(/knocks loudly/)
})

test('small talk is not looked up', async () => {
  expect(await find('thank you very much')).toEqual({ outcome: 'skipped', sources: [], detail: null })
})

test('a base that is not there, or another tenant’s, is a failure that says which', async () => {
  const missing = { outcome: 'failed', sources: [], detail: 'there is no knowledge base "atlas"' }
  expect(await find('Can I wear jewelry?', { base: 'atlas' })).toEqual(missing)
  expect((await find('Can I wear jewelry?', { tenantId: randomUUID() })).outcome).toBe('failed')
})
