// npm run bench:knowledge: what a search costs in a base of 10,000 and one of 100,000 sentences, with made-up vectors of 512
// numbers. The encoder is left out: it takes its 12 ms for a question of any base. Arguments: other numbers of sentences.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createSearchThread } from '@/lib/knowledge/search/create-search-thread'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import { searchKnowledge } from '@/lib/knowledge/search-knowledge'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { migrate } from '@/lib/store/postgres/migrate'
import { fillBase } from './knowledge/fill-base'
import { createRandomPassages } from './knowledge/random-passages'
import { percentile } from './median'
import { machineLine } from './report'
import { openScratchCluster } from './scratch-cluster'

const searches = 60
const resolutionMs = 1
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000]
const random = createRandomPassages(7, 512)
const encoder = { name: 'bench/random', embed: async (texts: readonly string[]) => texts.map(random.vector) }

const cluster = await openScratchCluster()
const pool = createPool(await cluster.addDatabase('bench'), 4)
await migrate(pool)
const store = createPostgresStore({ pool, encrypt: (text) => text, decrypt: (text) => text })
try {
  for (const sentences of sizes) console.log(await measure(sentences))
} finally {
  await store.close()
  await pool.end()
  await cluster.remove()
}

async function measure(sentences: number): Promise<string> {
  const { scope, baseId } = await fillBase(store, { sentences, encoder: encoder.name, random })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const searcher = createSearchThread()
  const indexes = createIndexSource(store.knowledge, { searcher })
  const { signal } = new AbortController()
  const search = async () => {
    const start = performance.now()
    await searchKnowledge({ indexes, encoder }, scope, { baseId, query: random.question(), settings: {}, signal })
    return performance.now() - start
  }
  const first = await blocking(search)
  const took: number[] = []
  const later = await blocking(async () => {
    for (let at = 0; at < searches; at++) took.push(await search())
  })
  const added = (process.memoryUsage().rss - before) / 2 ** 20
  await searcher.close()
  return [
    `${machineLine(`with ${sentences} sentences`)}`,
    `  first search, loading   ${first.result.toFixed(0)} ms, longest block ${first.longestMs.toFixed(1)} ms`,
    `  search p50, p95         ${percentile(took, 0.5).toFixed(1)} ms, ${percentile(took, 0.95).toFixed(1)} ms, longest block ${later.longestMs.toFixed(1)} ms`,
    `  resident memory added   ${added.toFixed(0)} MB\n`,
  ].join('\n')
}

/** The longest that the event loop was held meanwhile. */
async function blocking<Result>(work: () => Promise<Result>): Promise<{ result: Result; longestMs: number }> {
  const loop = monitorEventLoopDelay({ resolution: resolutionMs })
  loop.enable()
  // The loop goes round once before and after: what is held in between is seen.
  await new Promise((resolve) => setTimeout(resolve, 5))
  const result = await work()
  await new Promise((resolve) => setTimeout(resolve, 5))
  loop.disable()
  return { result, longestMs: loop.max / 1e6 - resolutionMs }
}
