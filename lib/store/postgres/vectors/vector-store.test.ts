import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRandomPassages } from '@/bench/knowledge/random-passages'
import { systemClock } from '@/lib/domain/clock'
import type { SearchSettings } from '@/lib/domain/knowledge'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { documents, elsewhere, questions } from '@/lib/knowledge/clinic.fixture'
import { ingestNext } from '@/lib/knowledge/ingest-next'
import { newDocument } from '@/lib/knowledge/new-document'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import { searchKnowledge } from '@/lib/knowledge/search-knowledge'
import { testParser } from '@/lib/knowledge/test-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { openVectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { knowledgeSuite } from '@/lib/store/suite/knowledge-suite'
import { newTenant } from '@/lib/store/suite/talk'
import { freshDatabase } from '@/test/database'
import { silentLog } from '@/test/silent-log'
import { noVectorDatabase, vectorDatabase } from '@/test/vector-database'

const missing = noVectorDatabase()
const asIs = (text: string) => text
const { signal } = new AbortController()
const random = createRandomPassages(11, 6)
const made = { name: 'test/random', embed: async (texts: readonly string[]) => texts.map(random.vector) }
const width = (...numbers: number[]) => Float32Array.from(numbers)

const ways: readonly (readonly [string, SearchSettings])[] = [
  ['hybrid', {}],
  ['hybrid, one', { topK: 1 }],
  ['hybrid, many', { topK: 40 }],
  ['by meaning', { searchMode: 'vector' }],
  ['by meaning, more than there are', { searchMode: 'vector', topK: 1000 }],
  ['by words', { searchMode: 'fts' }],
  ['by rank', { vectorWeight: 0.6, ftsWeight: 0.4, rrfK: 60 }],
  ['by rank, words first', { vectorWeight: 0.1, ftsWeight: 0.9, rrfK: 1, topK: 9 }],
  ['by rank, evenly', { vectorWeight: 0.5, ftsWeight: 0.5, topK: 20 }],
  ['by rank, of words alone', { vectorWeight: 0, ftsWeight: 1 }],
]

describe.skipIf(missing)(`a database with pgvector${missing ? `: ${missing}` : ''}`, () => {
  let database: Awaited<ReturnType<typeof vectorDatabase>>
  /** With its vectors in the database, and as a process keeps it that knows of no pgvector. */
  let store: Store
  let plain: Store
  const encoder = createEncoder()
  const tenantId = randomUUID()
  const scope = tenant(tenantId)

  beforeAll(async () => {
    database = await vectorDatabase()
    const { pool } = database
    const cipher = { encrypt: asIs, decrypt: asIs }
    plain = createPostgresStore({ pool, ...cipher })
    const log = { ...silentLog, warn: () => expect.unreachable() }
    for (const _ of ['first', 'second'])
      store = createPostgresStore({ pool, vectorTable: await openVectorTable(pool, log), ...cipher })
    expect(store.vectors).not.toBeNull()
    await store.access.addTenant(platform, { id: tenantId, name: 'Clinic' })
  }, 60_000)
  afterAll(async () => {
    await encoder.close()
    await Promise.all([store.close(), plain.close()])
    await database.close()
  })

  async function newBase(owner: string = tenantId): Promise<string> {
    const id = randomUUID()
    const base = { id, tenantId: owner, name: id, settings: {}, createdAt: 0 }
    await store.knowledge.addBase(tenant(owner), base)
    return id
  }

  async function add(
    { knowledge }: Store,
    baseId: string,
    passages: ReturnType<typeof random.passages>,
    { encoder: name, owner }: { encoder: string; owner: string } = { encoder: made.name, owner: tenantId },
  ) {
    const base = { id: baseId, tenantId: owner }
    const file = { name: 'guide.txt', bytes: Buffer.from(randomUUID()) }
    const { documentId } = await knowledge.addDocument(tenant(owner), newDocument(base, file, 0))
    const claim = await knowledge.claimDocument(tenant(owner), name, 0, 60_000)
    if (claim?.documentId !== documentId) throw new Error('Another document is claimed')
    expect(await knowledge.finishDocument(tenant(owner), claim, passages, 0)).toBe(true)
    return documentId
  }

  async function rowsOf(documentId: string): Promise<number> {
    const counted = 'SELECT count(*)::integer AS rows FROM knowledge_vectors WHERE document_id = $1'
    return (await database.pool.query<{ rows: number }>(counted, [documentId])).rows[0]?.rows ?? -1
  }

  /** The same search by the index over all vectors and by the database. */
  function bothOn(baseId: string) {
    const exact = createIndexSource(plain.knowledge)
    const byDatabase = createIndexSource(store.knowledge, { vectors: store.vectors })
    return async (query: string, vector: Float32Array, settings: SearchSettings) => {
      const question = { query, vector, settings }
      const found = []
      for (const source of [byDatabase, exact]) {
        const index = await source.indexOf(scope, baseId, made.name)
        const hits = (await index?.search(question)) ?? []
        found.push(hits.map(({ score, cosine, ...hit }) => ({ ...hit, score: near(score), cosine: near(cosine) })))
      }
      return { byDatabase: found[0], exact: found[1] }
    }
  }
  const near = (number: number) => Math.round(number * 1e4) / 1e4

  describe('finds what a search over all vectors finds', () => {
    let both: ReturnType<typeof bothOn>
    beforeAll(async () => {
      const baseId = await newBase()
      both = bothOn(baseId)
      const passages = random.passages(120)
      for (const some of [passages, random.passages(120), passages.slice(0, 60)]) await add(store, baseId, some)
    })

    test.each(ways)('%s', async (_, settings) => {
      for (let asked = 0; asked < 12; asked++) {
        const { byDatabase, exact } = await both(random.question(), random.vector(), settings)
        expect(exact?.length).toBeGreaterThan(0)
        expect(byDatabase).toEqual(exact)
      }
    })

    test('words that stand nowhere, and vectors that nothing can be compared with', async () => {
      for (const vector of [
        random.vector(),
        width(),
        width(1, 0, 0, 0, 0, 0, 0),
        width(Number.NaN, 0, 0, 0, 0, 0),
        new Float32Array(6),
      ])
        for (const query of ['unheard', random.question()]) {
          const { byDatabase, exact } = await both(query, vector, {})
          expect(byDatabase).toEqual(exact)
        }
    })
  })

  describe('answers questions about documents alike', () => {
    let baseId: string
    beforeAll(async () => {
      baseId = await newBase()
      for (const [name, content] of Object.entries(documents)) {
        const file = { name, bytes: Buffer.from(content) }
        await store.knowledge.addDocument(scope, newDocument({ id: baseId, tenantId }, file, 0))
      }
      const ports = { store: store.knowledge, parser: await testParser(), encoder, clock: systemClock }
      while (await ingestNext(ports, scope, signal));
    }, 60_000)

    async function answers(indexes: ReturnType<typeof createIndexSource>, settings: SearchSettings) {
      const found = []
      for (const query of [...questions.map(([question]) => question), ...elsewhere]) {
        const request = { baseId, query, settings: { ...settings, relevanceFilter: false }, signal }
        const { passages, answerable } = await searchKnowledge({ indexes, encoder }, scope, request)
        found.push({
          answerable,
          passages: passages.map(({ score, ...passage }) => ({ ...passage, score: near(score) })),
        })
      }
      return found
    }

    test.each(ways)('%s', async (_, settings) => {
      const byDatabase = await answers(createIndexSource(store.knowledge, { vectors: store.vectors }), settings)
      expect(byDatabase).toEqual(await answers(createIndexSource(plain.knowledge), settings))
      expect(byDatabase.filter(({ answerable }) => answerable).length).toBeGreaterThan(questions.length / 2)
    })
  })

  test('a deleted document is gone with the next search, and its vectors with it', async () => {
    const baseId = await newBase()
    const both = bothOn(baseId)
    const [kept, gone] = [await add(store, baseId, random.passages(3)), await add(store, baseId, random.passages(3))]
    const found = async () => {
      const { byDatabase = [] } = await both(random.question(), random.vector(), { topK: 9 })
      return new Set(byDatabase.map(({ passage }) => passage.documentId))
    }
    expect(await found()).toEqual(new Set([kept, gone]))
    expect(await rowsOf(gone)).toBe(30)
    await store.knowledge.deleteDocument(scope, gone)
    expect(await found()).toEqual(new Set([kept]))
    expect(await rowsOf(gone)).toBe(0)
  })

  test('documents that were finished without pgvector are taken in, at the start or by the first search', async () => {
    const baseId = await newBase()
    const before = await add(plain, baseId, random.passages(40))
    await store.vectors?.complete(platform, null, made.name)
    expect(await rowsOf(before)).toBe(400)
    const meanwhile = await add(plain, baseId, random.passages(2))
    expect(await rowsOf(meanwhile)).toBe(0)
    const { byDatabase, exact } = await bothOn(baseId)(random.question(), random.vector(), { topK: 42 })
    expect(byDatabase).toHaveLength(42)
    expect(byDatabase).toEqual(exact)
    expect(await rowsOf(meanwhile)).toBe(20)
  })

  test('vectors of another encoder are neither compared nor in the way of the new ones', async () => {
    const ownTenant = await newTenant(store)
    const owner = tenant(ownTenant)
    const baseId = await newBase(ownTenant)
    const id = await add(store, baseId, random.passages(2), { encoder: 'test/former', owner: ownTenant })
    const nearest = () =>
      store.vectors?.nearest(owner, { baseId, encoder: made.name, vector: random.vector() }, { count: 9, places: [] })
    expect(await nearest()).toEqual([])
    expect(await store.knowledge.queueForEncoder(owner, made.name, 0)).toBe(1)
    expect(await nearest()).toEqual([])
    const claim = await store.knowledge.claimDocument(owner, made.name, 0, 60_000)
    if (!claim) throw new Error('It does not wait')
    await store.knowledge.finishDocument(owner, claim, random.passages(2), 0)
    expect(await nearest()).toHaveLength(2)
    expect(await rowsOf(id)).toBe(20)
  })

  test('another tenant finds nothing by any function', async () => {
    const baseId = await newBase()
    const documentId = await add(plain, baseId, random.passages(1))
    const stranger = tenant(randomUUID())
    const question = { baseId, encoder: made.name, vector: random.vector() }
    const places = [{ documentId, position: 0 }]
    const found = async (asker: Scope) => [
      await store.vectors?.nearest(asker, question, { count: 9, places }),
      await store.vectors?.cosines(asker, question, places),
    ]
    await store.vectors?.complete(stranger, baseId, made.name)
    expect(await rowsOf(documentId)).toBe(0)
    await store.vectors?.complete(scope, baseId, made.name)
    expect(await found(stranger)).toEqual([[], []])
    expect(await found(scope)).toMatchObject([[{ documentId, rank: 1 }], [{ documentId }]])
  })

  knowledgeSuite({ store: () => store, passTime: async () => {} })

  test('an extension that was dropped under its table is one warning, and the table is not used', async () => {
    await database.pool.query('DROP EXTENSION vector CASCADE')
    const warnings: string[] = []
    const log = { ...silentLog, warn: (message: string) => void warnings.push(message) }
    expect(await openVectorTable(database.pool, log)).toBeNull()
    expect(warnings).toHaveLength(1)
  })
})

test('a PostgreSQL without pgvector has no table of vectors, and nothing is said of it', async () => {
  const { url, drop } = await freshDatabase()
  const pool = createPool(url, 1)
  const log = { ...silentLog, warn: () => expect.unreachable() }
  expect(await openVectorTable(pool, log)).toBeNull()
  await pool.end()
  await drop()
})
