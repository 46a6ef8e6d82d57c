// npm run bench:streams: what Parley adds to a model's stream, against a raw relay in the same run, and what an idle stream
// holds. Ends with 1 where a figure misses its target.
import { execFileSync } from 'node:child_process'
import { machineLine, type Target, table, targetLines } from './report'
import { openScratchCluster } from './scratch-cluster'
import { openModel, openParley, openRelay } from './streams/contenders'
import { type Added, addedAlone, addedTogether, idle, relayed } from './streams/measure'

const most = { aloneMs: 10, togetherMs: 100, idleKb: 40 }
const leastShare = 0.4
const held = 500
const together = { streams: 200, answers: 3, load: { tokens: 60, paceMs: 100, delayMs: 300 } }
const saturated = { rounds: 5, streams: 16, answers: 3, load: { tokens: 2000, paceMs: 0, delayMs: 0 } }
const alone = { answers: 50, load: { tokens: 20, paceMs: 5, delayMs: 50 } }

/** Undone last to first. */
const endings: (() => Promise<void>)[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().then(() => process.exit(130)))
await run().finally(end)

async function run(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  console.log(machineLine('before'))
  const cluster = await openScratchCluster()
  defer(cluster.remove)
  const modelUrl = await openModel(defer)
  const relay = await openRelay(modelUrl, defer)
  const place = { databaseUrl: await cluster.addDatabase('streams'), dataDir: cluster.folder, modelUrl }
  const parley = await openParley({ ...place, streams: 2 * held }, defer)

  const share = await relayed([relay, parley], saturated)
  const one = await addedAlone(parley, alone.answers, alone.load)
  const relayAlone = await addedAlone(relay, alone.answers, alone.load)
  const many = await addedTogether(parley, together)
  const relayMany = await addedTogether(relay, together)
  // As many once before: what the process keeps for the next ones is no stream's.
  await idle(parley, held, 0)
  const memory = await idle(parley, held, held)

  const judged = [
    atMost('first token added, one stream: median', one.p50, most.aloneMs, 'ms'),
    atMost(`first token added, ${together.streams} streams: p99`, many.p99, most.togetherMs, 'ms'),
    {
      name: 'tokens a second, of a raw relay',
      value: share.share,
      text: `${percent(share.share)}, at least ${percent(leastShare)}`,
      isMet: share.share >= leastShare,
    },
    atMost('memory an idle stream', memory.resident / 1024, most.idleKb, 'KB'),
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
\nan idle stream: ${kilobytes(memory.resident)} resident, ${kilobytes(memory.heap)} of it JavaScript's
\ntargets:\n\n${targetLines(judged)}`)
  if (judged.some(({ isMet }) => !isMet)) process.exitCode = 1
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

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}

function defer(ending: () => Promise<void>): void {
  endings.push(ending)
}

async function end(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending()
}
