import { setTimeout as sleep } from 'node:timers/promises'
import { median, percentile } from '../median'
import type { Contender } from './contenders'
import type { Load } from './load'
import type { Memory, ServerMemory } from './server-memory'
import type { Heard } from './stream-client'

/** In milliseconds: what is added to the model's own time, and how it divides. */
export type Added = { p50: number; p99: number; before: number; after: number; streams: number }

/** One stream after the other. */
export async function addedAlone({ read }: Pick<Contender, 'read'>, answers: number, load: Load): Promise<Added> {
  const heard: Heard[] = []
  for (let index = 0; index < answers; index += 1) heard.push(await read(0, load))
  return summary(heard)
}

/**
 * So many streams at a time for so many answers each. They begin spread over the length of one answer, as visitors do: at
 * every moment nearly all of them are running. `overMs`: over this time instead.
 */
export async function addedTogether(
  { read }: Pick<Contender, 'read'>,
  { streams, answers, load, overMs }: { streams: number; answers: number; load: Load; overMs?: number },
): Promise<Added> {
  const lengthMs = overMs ?? load.delayMs + load.tokens * load.paceMs
  const heard = await Promise.all(
    Array.from({ length: streams }, async (_, stream) => {
      await sleep((lengthMs * stream) / streams)
      const own: Heard[] = []
      for (let index = 0; index < answers; index += 1) own.push(await read(stream, load))
      return own
    }),
  )
  return summary(heard.flat())
}

/** Tokens a second of each, in rounds that alternate; the shares are the second's of the first's, round by round. */
export async function relayed(
  [raw, parley]: readonly [Contender, Contender],
  { rounds, streams, answers, load }: { rounds: number; streams: number; answers: number; load: Load },
): Promise<{ raw: number; parley: number; share: number }> {
  const run = (contender: Contender) => saturate(contender, { streams, answers, load })
  await run(raw)
  await run(parley)
  const seen: { raw: number; parley: number }[] = []
  for (let round = 0; round < rounds; round += 1) seen.push({ raw: await run(raw), parley: await run(parley) })
  return {
    raw: median(seen.map((round) => round.raw)),
    parley: median(seen.map((round) => round.parley)),
    share: median(seen.map((round) => round.parley / round.raw)),
  }
}

async function saturate(
  { read }: Contender,
  { streams, answers, load }: { streams: number; answers: number; load: Load },
): Promise<number> {
  const began = performance.now()
  const heard = await Promise.all(
    Array.from({ length: streams }, async (_, stream) => {
      let tokens = 0
      for (let index = 0; index < answers; index += 1) tokens += (await read(stream, load)).tokens
      return tokens
    }),
  )
  const tokens = heard.reduce((sum, count) => sum + count, 0)
  if (tokens !== streams * answers * load.tokens) throw new Error(`${tokens} tokens were heard`)
  return (tokens / (performance.now() - began)) * 1000
}

/** In bytes a stream: resident and JavaScript's own. */
export type Idle = { resident: number; heap: number }

/**
 * What streams cost of which nothing is heard: `turn`, a turn with its model call and its reader; `reader`, one reader more
 * of such a turn.
 */
export async function idle(
  { hold, memory }: Contender & { memory: ServerMemory },
  streams: number,
  from: number,
): Promise<{ turn: Idle; reader: Idle }> {
  const holdAll = () => Promise.all(Array.from({ length: streams }, (_, stream) => hold(from + stream)))
  const before = await memory.read()
  const leaveTurns = await holdAll()
  const withTurns = await memory.read()
  const leaveReaders = await holdAll()
  const withReaders = await memory.read()
  for (const leave of [...leaveTurns, ...leaveReaders]) leave()
  return { turn: each(before, withTurns, streams), reader: each(withTurns, withReaders, streams) }
}

function each(before: Memory, after: Memory, streams: number): Idle {
  return { resident: (after.resident - before.resident) / streams, heap: (after.heap - before.heap) / streams }
}

function summary(heard: readonly Heard[]): Added {
  const added = heard.map(({ addedMs }) => addedMs)
  return {
    p50: percentile(added, 0.5),
    p99: percentile(added, 0.99),
    before: median(heard.map(({ beforeModelMs }) => beforeModelMs)),
    after: median(heard.map(({ afterModelMs }) => afterModelMs)),
    streams: heard.length,
  }
}
