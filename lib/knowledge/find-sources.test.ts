import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import type { SearchSettings, SentenceEncoder } from '@/lib/domain/knowledge'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { documents } from './clinic.fixture'
import { findSources } from './find-sources'
import { ingestNext } from './ingest-next'
import { newDocument } from './new-document'
import { createIndexSource } from './search/index-cache'
import { pdf } from './test-files'
import { testParser } from './test-parser'

const tenantId = randomUUID()
const scope = tenant(tenantId)
const menu = '# Lunch\n\nThe soup of the day costs six euros.\n\n# Coffee\n\nA cappuccino costs three euros.'
const encoder = createEncoder()
const { signal } = new AbortController()
let store: Store
let readAll: () => Promise<void>

beforeAll(async () => {
  const parser = await testParser()
  store = createMemoryStore(systemClock)
  await store.access.addTenant(platform, { id: tenantId, name: 'Clinic' })
  await addBase('clinic', documents, { topK: 2 })
  await addBase('cafe', { 'menu.md': menu }, { topK: 2 })
  await addBase('chatty', { 'menu.md': menu }, { relevanceFilter: false })
  readAll = async () => {
    while (await ingestNext({ store: store.knowledge, parser, encoder, clock: systemClock }, scope, signal));
  }
  await readAll()
})
afterAll(() => encoder.close())

async function addBase(name: string, files: Readonly<Record<string, string>>, settings: SearchSettings) {
  const base = { id: randomUUID(), tenantId, name, settings, createdAt: 0 }
  await store.knowledge.addBase(scope, base)
  for (const [file, content] of Object.entries(files))
    await store.knowledge.addDocument(scope, newDocument(base, { name: file, bytes: Buffer.from(content) }, 0))
}

type More = { bases?: readonly string[]; otherwise?: string; tenantId?: string; settings?: SearchSettings }

function find(query: string, more: More = {}, how: { encoder?: SentenceEncoder; signal?: AbortSignal } = {}) {
  const ports = { indexes: createIndexSource(store.knowledge), encoder: how.encoder ?? encoder, store: store.knowledge }
  const search = { tenantId, bases: ['clinic'], query, otherwise: null, settings: {}, ...more }
  return findSources(ports, search, how.signal ?? signal)
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
  expect(await find('Can I wear jewelry?', { bases: ['atlas'] })).toEqual(missing)
  expect((await find('Can I wear jewelry?', { tenantId: randomUUID() })).outcome).toBe('failed')
})

describe('several bases', () => {
  const both = { bases: ['clinic', 'cafe'] }

  test('are searched together, and what answers comes first, whichever base it is of', async () => {
    for (const bases of [both.bases, [...both.bases].reverse()]) {
      const food = await find('What does the soup of the day cost?', { bases })
      expect(food).toMatchObject({ outcome: 'found', detail: null })
      expect(food.sources[0]?.quote).toMatch(/soup/)
      expect((await find('Can I wear jewelry in the scanner?', { bases })).sources[0]?.title).toBe('mri-safety')
    }
  })

  test('give no more passages together than one of them would', async () => {
    expect((await find('What does a cappuccino cost?', both)).sources).toHaveLength(2)
    expect((await find('What does a cappuccino cost?', { ...both, settings: { topK: 3 } })).sources).toHaveLength(3)
  })

  test('do not say what none of them says; what a question refers to is looked up in all of them', async () => {
    expect((await find('Who won the world cup in 1998?', both)).outcome).toBe('not-said')
    const otherwise = 'What does a cappuccino cost? and what of that?'
    expect(await find('and what of that?', { ...both, otherwise })).toMatchObject({
      outcome: 'found',
      query: otherwise,
    })
  })

  test('of which some are gone are searched without these, which is said', async () => {
    const found = await find('What does a cappuccino cost?', { bases: ['atlas', 'cafe'] })
    expect(found).toMatchObject({ outcome: 'found', detail: 'there is no knowledge base "atlas"' })
    const gone = await find('What does a cappuccino cost?', { bases: ['atlas', 'globe'] })
    expect(gone).toMatchObject({ outcome: 'failed', detail: 'there are no knowledge bases "atlas", "globe"' })
  })

  test('each know by themselves whether small talk is looked up', async () => {
    expect((await find('thank you very much', both)).outcome).toBe('skipped')
    expect((await find('thank you very much', { bases: ['clinic', 'chatty'] })).outcome).toBe('not-said')
  })

  test('ask the encoder once, and stop when they are told to', async () => {
    const asked: (readonly string[])[] = []
    const counting = {
      name: encoder.name,
      embed: (...call: Parameters<typeof encoder.embed>) => {
        asked.push(call[0])
        return encoder.embed(...call)
      },
    }
    await find('What does a cappuccino cost?', { bases: ['clinic', 'cafe', 'chatty'] }, { encoder: counting })
    expect(asked).toEqual([['What does a cappuccino cost?']])
    const left = AbortSignal.abort(new Error('the reader left'))
    await expect(find('What does a cappuccino cost?', both, { signal: left })).rejects.toThrow('the reader left')
  })
})

test('a source says its page as a number too, where its format has pages', async () => {
  await addBase('slides', {}, {})
  const base = await store.knowledge.findBase(scope, tenantId, 'slides')
  const tour = [
    [24, 740, 'Harbour'],
    [12, 700, 'The harbour closes at nine in the evening.'],
  ] as const
  const bytes = pdf([[[12, 700, 'Welcome to the tour.']], tour])
  if (base) await store.knowledge.addDocument(scope, newDocument(base, { name: 'tour.pdf', bytes }, 0))
  await readAll()
  const [source] = (await find('When does the harbour close?', { bases: ['slides'] })).sources
  expect(source).toMatchObject({ title: 'tour', page: 2, place: 'page 2, Harbour' })
  expect((await find('What does a cappuccino cost?', { bases: ['cafe'] })).sources[0]).toMatchObject({ page: null })
})
