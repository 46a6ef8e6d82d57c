import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { testWorker } from '@/lib/knowledge/test-worker'
import { createSearchThread } from './create-search-thread'
import { createSearcher } from './searcher'

let workerUrl: URL
beforeAll(async () => {
  workerUrl = await testWorker('lib/knowledge/search/search.worker.ts')
})

const vector = (...numbers: number[]) => Float32Array.from(numbers)
const documentId = randomUUID()
const passage = (position: number, sentence: string, vectors: Float32Array) => ({
  ...{ documentId, title: 'Guide', position, page: null, heading: null },
  ...{ sentences: [sentence], vectors },
})
const passages = [
  passage(0, 'Leave metal at home.', vector(1, 0)),
  passage(1, 'Coffee is served in the garden.', vector(0, 1)),
  passage(2, 'The garden opens at nine.', vector(0.6, 0.8)),
]
const question = { query: 'Where is the garden?', vector: vector(0, 1), settings: {} }

test('the thread finds what the searcher finds in this one', async () => {
  const thread = createSearchThread({ workerUrl })
  const here = createSearcher()
  for (const searcher of [thread, here]) {
    await searcher.add('guides', passages.slice(0, 1))
    await searcher.add('guides', passages.slice(1))
  }
  const found = await thread.search('guides', question)
  expect(found).toEqual(await here.search('guides', question))
  expect(found?.map((hit) => hit.passage.position)).toEqual([1, 2])
  expect(found?.[0]).toMatchObject({ cosine: 1, sentence: 0, carried: 1 })
  await thread.close()
})

test('without vectors, what the question brings of the passages’ meaning counts', async () => {
  const thread = createSearchThread({ workerUrl })
  const plain = passages.map((each) => ({ ...each, vectors: new Float32Array() }))
  await thread.add('guides', plain)
  const near = [{ documentId, position: 1, cosine: 1, sentence: 0 }]
  expect(await thread.shortlist('guides', { ...question, near })).toEqual([{ documentId, position: 2 }])
  const known = [...near, { documentId, position: 2, cosine: 0.8, sentence: 0 }]
  const here = createSearcher()
  await here.add('guides', passages)
  const [withVectors, found] = [
    await here.search('guides', question),
    await thread.search('guides', { ...question, near: known }),
  ]
  const places = (hits: typeof found) =>
    hits?.map(({ passage, sentence, carried }) => [passage.position, sentence, carried])
  expect(places(found)).toEqual(places(withVectors))
  expect(found).toHaveLength(2)
  expect(await thread.shortlist('unknown', question)).toBeNull()
  await thread.close()
})

test('a search asked for before its index is forgotten is answered, one after it is not', async () => {
  const thread = createSearchThread({ workerUrl })
  await thread.add('guides', passages)
  const [before, , after] = await Promise.all([
    thread.search('guides', question),
    thread.forget('guides'),
    thread.search('guides', question),
  ])
  expect(before).toHaveLength(2)
  expect(after).toBeNull()
  await thread.close()
})

test('closed while it works it fails the call, and the next one starts an empty thread', async () => {
  const thread = createSearchThread({ workerUrl })
  await thread.add('guides', passages)
  const running = thread.search('guides', question)
  const closed = thread.close()
  await expect(running).rejects.toMatchObject({ code: 'SERVER_ERROR' })
  await closed
  expect(await thread.search('guides', question)).toBeNull()
  await thread.close()
})

test('a thread that cannot start is an error, not a hang', async () => {
  const broken = createSearchThread({ workerUrl: new URL('./no-such-file.mjs', import.meta.url) })
  await expect(broken.search('guides', question)).rejects.toMatchObject({ code: 'SERVER_ERROR' })
})
