import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createIndexSource } from './index-cache'
import { createSearcher, type Searcher } from './searcher'

const tenantId = randomUUID()
const scope = tenant(tenantId)
const encoder = 'test/two'
const question = { query: 'lamp', vector: Float32Array.of(1, 0), settings: {} }

async function library(names: readonly string[]) {
  const store = createMemoryStore(systemClock)
  const { knowledge } = store
  await store.access.addTenant(platform, { id: tenantId, name: 'Clinic' })
  async function add(baseId: string, text: string): Promise<string> {
    const document = { tenantId, baseId, fileName: 'a.txt', title: 'a', format: 'text', createdAt: 0 } as const
    const { documentId } = await knowledge.addDocument(scope, {
      ...{ ...document, id: randomUUID(), hash: text, original: new Uint8Array() },
    })
    const claim = await knowledge.claimDocument(scope, encoder, 0, 1)
    if (!claim) throw new Error('There is nothing to claim')
    const passage = { position: 0, page: null, heading: null, sentences: [text], vectors: [Float32Array.of(1, 0)] }
    await knowledge.finishDocument(scope, claim, [passage], 0)
    return documentId
  }
  const bases: string[] = []
  for (const name of names) {
    const id = randomUUID()
    bases.push(id)
    await knowledge.addBase(scope, { id, tenantId, name, settings: {}, createdAt: 0 })
    await add(id, `The lamp of ${name}.`)
  }
  return { knowledge, add, bases }
}

/** The real searcher, and the indexes that it holds. */
function watched(): Searcher & { held: Set<string> } {
  const searcher = createSearcher()
  const held = new Set<string>()
  return {
    ...searcher,
    held,
    async add(name, passages) {
      held.add(name)
      await searcher.add(name, passages)
    },
    async forget(name) {
      held.delete(name)
      await searcher.forget(name)
    },
  }
}

test('searches at the same time share one load, and a change of the base makes a new one', async () => {
  const { knowledge, add, bases } = await library(['one'])
  const [base = ''] = bases
  const searcher = watched()
  const source = createIndexSource(knowledge, { searcher })
  const find = async () => (await source.indexOf(scope, base, encoder))?.search(question)
  await Promise.all([find(), find(), find()])
  expect([...searcher.held]).toEqual(['1'])
  const id = await add(base, 'Another lamp.')
  expect(await find()).toHaveLength(2)
  await knowledge.deleteDocument(scope, id)
  expect(await find()).toHaveLength(1)
  expect([...searcher.held]).toEqual(['3'])
})

test('the base used least recently leaves where there is no more room, and comes back when it is asked', async () => {
  const { knowledge, bases } = await library(['one', 'two', 'three'])
  const searcher = watched()
  const source = createIndexSource(knowledge, { searcher, keptBytes: 200 })
  const first = await source.indexOf(scope, bases[0] ?? '', encoder)
  for (const base of bases.slice(1)) await source.indexOf(scope, base, encoder)
  expect([...searcher.held]).toEqual(['2', '3'])
  expect(await first?.search(question)).toMatchObject([{ passage: { sentences: ['The lamp of one.'] } }])
  expect([...searcher.held]).toEqual(['3', '4'])
})

test('a base of another tenant, or none, is not found', async () => {
  const { knowledge, bases } = await library(['one'])
  const source = createIndexSource(knowledge)
  expect(await source.indexOf(tenant(randomUUID()), bases[0] ?? '', encoder)).toBeNull()
  expect(await source.indexOf(scope, randomUUID(), encoder)).toBeNull()
})

test('a load that fails is tried again with the next search', async () => {
  const { knowledge, bases } = await library(['one'])
  let failures = 1
  const source = createIndexSource({
    getRevision: knowledge.getRevision,
    loadPassages: (...call) =>
      failures-- > 0 ? Promise.reject(new Error('the database is away')) : knowledge.loadPassages(...call),
  })
  await expect(source.indexOf(scope, bases[0] ?? '', encoder)).rejects.toThrow('away')
  expect((await source.indexOf(scope, bases[0] ?? '', encoder))?.passages).toBe(1)
})
