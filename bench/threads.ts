// npm run bench:threads: what a question to the data costs without a model, over HTTP, and the first page of very many
// threads, beside a request that asks nothing of the database. Ends with 1 where a figure misses its target.
import { execFileSync } from 'node:child_process'
import { Pool } from 'undici'
import { z } from 'zod'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createEndings } from './defer'
import { percentile } from './median'
import { startParley } from './parley-server'
import { machineLine, table, targetLines } from './report'
import { openScratchCluster } from './scratch-cluster'
import { fillThreads } from './threads/fill-threads'

const turns = 300
const pages = 200
const warmUp = 30
const threads = 100_000
const targets = { turnMs: 100, pageMs: 50 }
const questions = ['what was my most cheap purchase?', 'what about the most expensive?', 'how many tracks are there?']

const answer = z.object({ thread_id: z.string(), response: z.string() })
const listed = z.object({ threads: z.array(z.unknown()).length(20), total: z.int() })

const { defer, end } = createEndings()
await run().finally(end)

async function run(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  const cluster = await openScratchCluster()
  defer(cluster.remove)
  const databaseUrl = await cluster.addDatabase('threads')
  const settings = { LANGUAGE: 'auto', SEED_DEMO: 'true', DATA_DIR: cluster.folder }
  const server = await startParley({ ...settings, DATABASE_URL: databaseUrl })
  defer(server.stop)
  const client = new Pool(server.url, { connections: 1, pipelining: 1 })
  defer(() => client.destroy())

  console.log(machineLine('before'))
  const threadId = await nameFrank(client)
  const emptyMs = await timed(pages, () => ask(client, 'GET', '/health'))
  const turnMs = await timed(turns, (at) => said(client, { thread_id: threadId, message: questions[at % 3] ?? '' }))
  const pool = createPool(databaseUrl, 1)
  defer(() => pool.end())
  await fillThreads(pool, threads)
  const first = await page(client)
  const pageMs = await timed(pages, () => page(client))
  console.log(machineLine('after'))

  const rows = {
    'GET /health': emptyMs,
    'a data turn, no model': turnMs,
    [`first page of ${first.total} threads`]: pageMs,
  }
  const cells = Object.entries(rows).map(([name, took]) => [
    name,
    ...[0.5, 0.95, 0.99].map((share) => percentile(took, share).toFixed(1)),
  ])
  const judged = [judge('a data turn', turnMs, targets.turnMs), judge('the first page', pageMs, targets.pageMs)]
  console.log(
    `\n${table([['over HTTP, one client', 'p50 ms', 'p95 ms', 'p99 ms'], ...cells])}\n\n${targetLines(judged)}`,
  )
  if (judged.some(({ isMet }) => !isMet)) process.exitCode = 1
}

// The demo's data are made beside the running server: until then nobody is known.
async function nameFrank(client: Pool): Promise<string> {
  for (;;) {
    const { thread_id, response } = await said(client, { message: 'im frank harris' })
    if (response.startsWith('Hello Frank')) return thread_id
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function timed(times: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  for (let at = 0; at < warmUp; at += 1) await work(at)
  const took: number[] = []
  for (let at = 0; at < times; at += 1) {
    const began = performance.now()
    await work(at)
    took.push(performance.now() - began)
  }
  return took
}

async function said(client: Pool, body: { thread_id?: string; message: string }) {
  return answer.parse(await ask(client, 'POST', '/chat', JSON.stringify(body)))
}

async function page(client: Pool) {
  return listed.parse(await ask(client, 'GET', '/threads'))
}

async function ask(client: Pool, method: 'GET' | 'POST', path: string, body: string | null = null): Promise<unknown> {
  const response = await client.request({ method, path, body, headers: { 'content-type': 'application/json' } })
  if (response.statusCode >= 300) throw new Error(`${path}: ${response.statusCode} ${await response.body.text()}`)
  return response.body.json()
}

function judge(name: string, took: readonly number[], most: number) {
  const value = percentile(took, 0.95)
  return { name, value, text: `p95 ${value.toFixed(1)} ms, at most ${most} ms`, isMet: value <= most }
}
