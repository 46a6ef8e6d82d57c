// npm run bench:sockets: what an idle socket of a chatbot holds, and what Parley adds to a model's first token while many
// stream. Ends with 1 where a figure misses its target.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEndings } from './defer'
import { cpuMsOf } from './process-cpu'
import { machineLine, type Target, table, targetLines } from './report'
import { openScratchCluster } from './scratch-cluster'
import { type OpenChatbot, openChatbot } from './sockets/open-chatbot'
import { openSocket, type SocketClient } from './sockets/socket-client'
import { openModel } from './streams/contenders'
import { type Added, addedAlone, addedTogether } from './streams/measure'
import { type Memory, openMemory } from './streams/server-memory'

const most = { idleKb: 25, idleCpu: 0.02, togetherMs: 100 }
const idleSockets = 1_000
const idleMs = 20_000
const load = { tokens: 60, paceMs: 100, delayMs: 300 }
const together = { streams: 200, answers: 3, load }
const burst = { streams: 200, answers: 1, load, overMs: 1_000 }
const alone = { answers: 30, load: { tokens: 20, paceMs: 5, delayMs: 50 } }

const { defer, end } = createEndings()
await run().finally(end)

async function run(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  console.log(machineLine('before'))
  const cluster = await openScratchCluster()
  defer(cluster.remove)
  const modelUrl = await openModel(defer)
  const databaseUrl = await cluster.addDatabase('sockets')
  const chatbot = await openChatbot({ databaseUrl, dataDir: cluster.folder, modelUrl, users: idleSockets }, defer)

  const talking = await openSockets(chatbot, 0, together.streams)
  const read = (stream: number, asked: typeof load) => talking[stream]?.read(asked) ?? Promise.reject(new Error('none'))
  const one = await addedAlone({ read }, alone.answers, alone.load)
  const many = await addedTogether({ read }, together)
  const atOnce = await addedTogether({ read }, burst)
  await closeAll(talking)
  const idle = await measureIdle(chatbot)

  const judged = [
    atMost('memory of an idle socket', idle.next.resident / 1024, most.idleKb, 'KB'),
    atMost(`CPU of the server with ${idleSockets} idle sockets`, idle.cpu * 100, most.idleCpu * 100, '%'),
    atMost(`first token added, ${together.streams} sockets: p99`, many.p99, most.togetherMs, 'ms'),
  ]
  console.log(`${machineLine('after')}
\nfirst token, added to the model's own:\n
${addedTable([
  ['one socket', one],
  [`${together.streams} sockets, begun over the length of an answer`, many],
  [`${burst.streams} sockets, begun within a second`, atOnce],
])}
\n${idleSockets} idle sockets over ${idleMs / 1000} s:\n
${table([
  ['each', 'resident', "JavaScript's heap", 'CPU of the server'],
  ['the first ones, with all that opening them took', ...sizes(idle.first), ''],
  ['as many after them', ...sizes(idle.next), percent(idle.cpu)],
])}
\ntargets:\n\n${targetLines(judged)}`)
  if (judged.some(({ isMet }) => !isMet)) process.exitCode = 1
}

type IdleSockets = { first: Memory; next: Memory; cpu: number }

/** Twice as many: what the process keeps when the first have gone is there for the next ones, and no socket's. */
async function measureIdle(chatbot: OpenChatbot): Promise<IdleSockets> {
  const memory = openMemory(chatbot.server)
  const empty = await memory.read()
  const warming = await openSockets(chatbot, 0, idleSockets)
  const warm = await memory.read()
  await closeAll(warming)
  const before = await memory.read()
  const sockets = await openSockets(chatbot, 0, idleSockets)
  const held = await memory.read()
  const startedMs = cpuMsOf(chatbot.server.pid)
  await sleep(idleMs)
  const cpu = (cpuMsOf(chatbot.server.pid) - startedMs) / idleMs
  await closeAll(sockets)
  return { first: each(empty, warm), next: each(before, held), cpu }
}

function each(before: Memory, after: Memory): Memory {
  return {
    resident: (after.resident - before.resident) / idleSockets,
    heap: (after.heap - before.heap) / idleSockets,
  }
}

async function openSockets(chatbot: OpenChatbot, from: number, count: number): Promise<SocketClient[]> {
  const sockets: SocketClient[] = []
  for (let user = from; user < from + count; user += 1) sockets.push(await openSocket(await chatbot.socketUrl(user)))
  return sockets
}

async function closeAll(sockets: readonly SocketClient[]): Promise<void> {
  await Promise.all(sockets.map((socket) => socket.close()))
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

function sizes({ resident, heap }: Memory): [string, string] {
  return [`${(resident / 1024).toFixed(1)} KB`, `${(heap / 1024).toFixed(1)} KB`]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
