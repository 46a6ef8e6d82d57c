import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import type { SearchSettings } from '@/lib/domain/knowledge'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { documents, elsewhere, questions } from './clinic.fixture'
import { ingestNext } from './ingest-next'
import { newDocument } from './new-document'
import { createIndexSource } from './search/index-cache'
import { searchKnowledge } from './search-knowledge'
import { testParser } from './test-parser'

const tenantId = randomUUID()
const scope = tenant(tenantId)
const encoder = createEncoder()
const { signal } = new AbortController()
let store: Store
let indexes: ReturnType<typeof createIndexSource>
let baseId: string

beforeAll(async () => {
  const parser = await testParser()
  store = createMemoryStore(systemClock)
  indexes = createIndexSource(store.knowledge)
  await store.access.addTenant(platform, { id: tenantId, name: 'Clinic' })
  baseId = await newBase('clinic')
  for (const [name, content] of Object.entries(documents)) await add(baseId, name, content)
  while (await ingestNext({ store: store.knowledge, parser, encoder, clock: systemClock }, scope, signal));
})
afterAll(() => encoder.close())

async function newBase(name: string): Promise<string> {
  const id = randomUUID()
  await store.knowledge.addBase(scope, { id, tenantId, name, settings: {}, createdAt: 0 })
  return id
}

async function add(base: string, name: string, content: string): Promise<string> {
  const document = newDocument({ id: base, tenantId }, { name, bytes: Buffer.from(content) }, 0)
  return (await store.knowledge.addDocument(scope, document)).documentId
}

function search(query: string, settings: SearchSettings = {}, asker = scope) {
  return searchKnowledge({ indexes, encoder }, asker, { baseId, query, settings, signal })
}

async function hits(settings: SearchSettings, among: number): Promise<number> {
  const found = await Promise.all(
    questions.map(async ([question, answer]) => {
      const { passages } = await search(question, settings)
      const stored = (await store.knowledge.loadPassages(scope, baseId, encoder.name, null))?.passages ?? []
      // The passage counts, whichever of its sentences is quoted.
      return passages
        .slice(0, among)
        .some((passage) =>
          stored.some(
            ({ documentId, heading, sentences }) =>
              documentId === passage.documentId && heading === passage.heading && answer.test(sentences.join(' ')),
          ),
        )
    }),
  )
  return found.filter(Boolean).length / found.length
}

describe('questions about the documents', () => {
  test.each([
    ['hybrid', {}, 0.96],
    ['hybrid by rank', { rrfK: 60, vectorWeight: 0.6, ftsWeight: 0.4 }, 0.9],
    ['fts', { searchMode: 'fts' }, 0.9],
    ['vector', { searchMode: 'vector' }, 0.9],
  ] satisfies [string, SearchSettings, number][])(
    '%s finds the passage among the first five',
    async (_, settings, least) => {
      expect(await hits({ relevanceFilter: false, ...settings }, 5)).toBeGreaterThanOrEqual(least)
    },
  )

  test('the first passage is the right one nearly always', async () => {
    expect(await hits({ relevanceFilter: false }, 1)).toBeGreaterThanOrEqual(0.85)
  })

  test('a found passage says where it stands and is quoted from the sentence that fits', async () => {
    const { passages, answerable } = await search('Which eye make-up must I leave off?')
    expect(answerable).toBe(true)
    expect(passages[0]).toMatchObject({
      ...{ title: 'mri-safety', heading: 'MRI safety › Tattoos and make-up', page: null },
      quote: expect.stringContaining('mascara'),
    })
    const scores = passages.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  test('top_k is the most that is found', async () => {
    expect((await search('When is the clinic open?', { topK: 2 })).passages).toHaveLength(2)
  })
})

describe('what the documents do not say', () => {
  test('questions they answer are kept, those about something else are not', async () => {
    const kept = await Promise.all(questions.map(async ([question]) => (await search(question)).answerable))
    const refused = await Promise.all(elsewhere.map(async (question) => !(await search(question)).answerable))
    expect(kept.filter(Boolean).length / kept.length).toBeGreaterThanOrEqual(0.88)
    expect(refused.filter(Boolean).length / refused.length).toBeGreaterThanOrEqual(0.85)
  })

  test.each(['', '   ', '???', 'the of and', '🙂', 'x'.repeat(10_000)])('%j finds no answer', async (query) => {
    expect((await search(query, { relevanceFilter: false })).answerable).toBe(false)
  })

  test('only questions and requests are looked up, unless the settings say otherwise', async () => {
    expect((await search('thanks, my knee is fine')).passages).toEqual([])
    expect((await search('thanks, my knee is fine', { relevanceFilter: false })).passages).not.toEqual([])
  })

  test('another tenant’s base is not found', async () => {
    await expect(search('When are you open?', {}, tenant(randomUUID()))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('what is near enough in a small base is not among many passages', async () => {
    const passage = {
      documentId: baseId,
      position: 0,
      title: '',
      page: null,
      heading: null,
      sentences: ['Open daily.'],
    }
    const hit = { passage, score: 1, cosine: 0.4, sentence: 0, carried: 0.4, named: 0.5 }
    const isAnsweredAmong = async (passages: number) => {
      const index = { passages, search: async () => [hit] }
      const ports = { indexes: { indexOf: async () => index }, encoder }
      return (await searchKnowledge(ports, scope, { baseId, query: 'When are you open?', settings: {}, signal }))
        .answerable
    }
    expect(await isAnsweredAmong(10)).toBe(true)
    expect(await isAnsweredAmong(300)).toBe(false)
  })
})

test('a deleted document is gone with the next search', async () => {
  const own = await newBase('short-lived')
  const id = await add(own, 'note.txt', 'The lamp in room nine is green.')
  const parser = await testParser()
  await ingestNext({ store: store.knowledge, parser, encoder, clock: systemClock }, scope, signal)
  const ask = () =>
    searchKnowledge({ indexes, encoder }, scope, {
      baseId: own,
      query: 'Which colour has the lamp in room nine?',
      settings: {},
      signal,
    })
  expect((await ask()).passages).toMatchObject([{ quote: 'The lamp in room nine is green.' }])
  await store.knowledge.deleteDocument(scope, id)
  expect(await ask()).toEqual({ passages: [], answerable: false })
})
