import type { Driven } from './drive'
import { median, percentile } from './median'
import { cpuMsOf } from './process-cpu'

export type Contender = { name: string; pid: number; run(seconds: number): Promise<Driven> }

export type Throughput = {
  name: string
  turnsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** Of the contender's own process, without the database and the clients. */
  cpuMsPerTurn: number
}

type Round = Driven & { cpuMs: number }

/** Every contender warms up, then they take turns (A B C A B C …): what else the machine does falls on all of them. */
export async function compare(
  contenders: readonly Contender[],
  { rounds, seconds, warmUpTurns }: { rounds: number; seconds: number; warmUpTurns: number },
): Promise<Throughput[]> {
  const seen = contenders.map((contender) => ({ contender, rounds: [] as Round[] }))
  for (const { contender } of seen) await warmUp(contender, warmUpTurns)
  for (let round = 0; round < rounds; round += 1)
    for (const { contender, rounds: own } of seen) own.push(await runRound(contender, seconds))
  return seen.map(({ contender, rounds: own }) => summary(contender.name, own))
}

// By turns and not by time: the slowest is to be as warm as the fastest.
async function warmUp({ run }: Contender, turns: number): Promise<void> {
  for (let done = 0; done < turns; ) done += (await run(1)).latencies.length
}

async function runRound({ pid, run }: Contender, seconds: number): Promise<Round> {
  const before = cpuMsOf(pid)
  const driven = await run(seconds)
  return { ...driven, cpuMs: cpuMsOf(pid) - before }
}

function summary(name: string, rounds: readonly Round[]): Throughput {
  const latencies = rounds.flatMap((round) => round.latencies)
  return {
    name,
    turnsPerSecond: median(rounds.map((round) => round.latencies.length / round.seconds)),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMsPerTurn: median(rounds.map((round) => round.cpuMs / round.latencies.length)),
  }
}
