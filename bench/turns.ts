// npm run bench: what a turn costs, against a raw floor in the same run. Ends with 1 where a figure misses its target.
import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { createEndings } from './defer'
import { openFloor, openParley } from './http-contenders'
import { flatTable, judge, machineLine, targetLines, throughputTable } from './report'
import { type Contender, compare } from './rounds'
import { openScratchCluster } from './scratch-cluster'
import { startWorker } from './worker-process'

const conversations = 16
const poolSize = 10
const lengths = { rounds: 6, seconds: 3, warmUpTurns: 3000 }

const driven = z.object({ latencies: z.array(z.number()), seconds: z.number() })
const cost = z.object({ promptBytes: z.number(), statements: z.number(), cpuMs: z.number(), wallMs: z.number() })
const flatCost = z.object({ early: cost, late: cost })

const { defer, end } = createEndings()
await run().finally(end)

async function run(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  console.log(machineLine('before'))
  const cluster = await openScratchCluster()
  defer(cluster.remove)
  const served = { databaseUrl: await cluster.addDatabase('served'), dataDir: cluster.folder, conversations }
  const { contender: parley, sample } = await openParley('Parley over HTTP', served, defer)
  const floorUrl = await cluster.addDatabase('floor')
  const floor = await openFloor('floor', floorUrl, { conversations, poolSize, sample }, defer)
  const engine = await openEngine('engine and store', await cluster.addDatabase('engine'))

  const contenders = [floor, parley, engine.contender]
  const [floorFigures, httpFigures, engineFigures] = await compare(contenders, lengths)
  if (!floorFigures || !httpFigures || !engineFigures) throw new Error('three were compared')
  const flat = flatCost.parse(await engine.measureFlatCost())
  const judged = judge({ floor: floorFigures, http: httpFigures, engine: engineFigures }, flat)

  console.log(`${machineLine('after')}
\n${conversations} conversations, ${lengths.rounds} rounds of ${lengths.seconds} s each in turn, medians:\n
${throughputTable([floorFigures, httpFigures, engineFigures], floorFigures)}
\nflat cost, medians of twelve conversations, history window 10:\n\n${flatTable(flat)}
\ntargets:\n\n${targetLines(judged)}`)
  if (judged.some(({ isMet }) => !isMet)) process.exitCode = 1
}

async function openEngine(name: string, databaseUrl: string) {
  const worker = startWorker('bench/engine-worker.ts')
  defer(worker.stop)
  await worker.ask({ ask: 'open', databaseUrl, conversations })
  const contender: Contender = {
    name,
    pid: worker.pid,
    run: async (seconds) => driven.parse(await worker.ask({ ask: 'run', seconds })),
  }
  return { contender, measureFlatCost: () => worker.ask({ ask: 'flat-cost' }) }
}
