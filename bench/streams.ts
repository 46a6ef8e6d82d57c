// npm run bench:streams: what Parley adds to a model's stream, against a raw relay in the same run, and what an idle stream
// holds. Ends with 1 where a figure misses its target.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEndings } from './defer'
import { machineLine, type Target, table, targetLines } from './report'
import { openScratchCluster } from './scratch-cluster'
import { type Contender, openModel, openParley, openRelay } from './streams/contenders'
import { type Added, addedAlone, addedTogether, type Idle, idle, relayed } from './streams/measure'

const most = { aloneMs: 10, togetherMs: 100, idleKb: 40 }
const leastShare = 0.4
const held = 500
/** Until every connection without a request is closed: the streams that are held bring their own. */
const connectionsKeptMs = 10_000
const together = { streams: 200, answers: 3, load: { tokens: 60, paceMs: 100, delayMs: 300 } }
const saturated = { rounds: 5, streams: 16, answers: 3, load: { tokens: 2000, paceMs: 0, delayMs: 0 } }
const alone = { answers: 50, load: { tokens: 20, paceMs: 5, delayMs: 50 } }

const { defer, end } = createEndings()
await run().finally(end)

async function run(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  console.log(machineLine('before'))
  const cluster = await openScratchCluster()
  defer(cluster.remove)
  const modelUrl = await openModel(defer)
  const relay = await openRelay(modelUrl, defer)
  const place = { databaseUrl: await cluster.addDatabase('streams'), dataDir: cluster.folder, modelUrl }
  const parley = await openParley({ ...place, streams: held }, defer)

  const share = await relayed([relay, parley], saturated)
  const one = await addedAlone(parley, alone.answers, alone.load)
  const relayAlone = await addedAlone(relay, alone.answers, alone.load)
  const many = await addedTogether(parley, together)
  const relayMany = await addedTogether(relay, together)
  await warmUp(parley)
  const memory = await idle(parley, held, 0)

  const judged = [
    atMost('first token added, one stream: median', one.p50, most.aloneMs, 'ms'),
    atMost(`first token added, ${together.streams} streams: p99`, many.p99, most.togetherMs, 'ms'),
    {
      name: 'tokens a second, of a raw relay',
      value: share.share,
      text: `${percent(share.share)}, at least ${percent(leastShare)}`,
      isMet: share.share >= leastShare,
    },
    atMost('memory of an idle reader', memory.reader.resident / 1024, most.idleKb, 'KB'),
  ]
  console.log(`${machineLine('after')}
\nfirst token, added to the model's own:\n
${addedTable([
  ['Parley, one stream', one],
  ['raw relay, one stream', relayAlone],
  [`Parley, ${together.streams} streams`, many],
  [`raw relay, ${together.streams} streams`, relayMany],
])}
\n${saturated.streams} streams as fast as they are taken, medians of ${saturated.rounds} paired rounds:\n
${table([
  ['', 'tokens/s'],
  ['raw relay', share.raw.toFixed(0)],
  ['Parley', share.parley.toFixed(0)],
])}
\nidle streams:\n
${table([
  ['', 'resident', "JavaScript's heap"],
  ['a turn, its call to a silent model and its reader', ...sizes(memory.turn)],
  ['one more reader of such a turn', ...sizes(memory.reader)],
])}
\ntargets:\n\n${targetLines(judged)}`)
  if (judged.some(({ isMet }) => !isMet)) process.exitCode = 1
}

/** As many at a time, to their end: what the process keeps for the next ones is no stream's. */
async function warmUp({ read }: Contender): Promise<void> {
  await Promise.all(Array.from({ length: held }, (_, stream) => read(stream, { tokens: 2, paceMs: 0, delayMs: 1000 })))
  await sleep(connectionsKeptMs)
}

function addedTable(rows: readonly (readonly [string, Added])[]): string {
  const cells = rows.map(([name, { p50, p99, before, after, streams }]) => [
    name,
    ...[p50, p99, before, after].map((ms) => ms.toFixed(1)),
    String(streams),
  ])
  return table([['', 'p50 ms', 'p99 ms', 'until the model is asked', 'from its token on', 'answers'], ...cells])
}

function atMost(name: string, value: number, limit: number, unit: string): Target {
  return { name, value, text: `${value.toFixed(1)} ${unit}, at most ${limit} ${unit}`, isMet: value <= limit }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}

function sizes({ resident, heap }: Idle): [string, string] {
  return [kilobytes(resident), kilobytes(heap)]
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
