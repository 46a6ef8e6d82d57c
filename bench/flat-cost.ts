// What a turn costs early and late in a conversation. Old and young conversations take turns one by one, so that a
// warmer process or a busier machine is the same for both.
import type pg from 'pg'
import { median } from './median'
import type { Engine } from './open-engine'

export type TurnCost = { promptBytes: number; statements: number; cpuMs: number; wallMs: number }
export type FlatCost = { early: TurnCost; late: TurnCost }

const pairs = 12
const windowTurns = 11
const early = 15
const late = 495

/** Medians over turns 15–25 and 495–505 of twelve conversations each. */
export async function measureFlatCost(engine: Engine): Promise<FlatCost> {
  const old = await conversationsBefore(engine, late)
  const young = await conversationsBefore(engine, early)
  const statements = countStatements(engine.pool)
  const costs = { early: [] as TurnCost[], late: [] as TurnCost[] }
  for (let turn = 0; turn < windowTurns; turn += 1)
    for (let pair = 0; pair < pairs; pair += 1) {
      costs.early.push(await costOf(young[pair], engine, statements))
      costs.late.push(await costOf(old[pair], engine, statements))
    }
  return { early: typical(costs.early), late: typical(costs.late) }
}

/** Conversations whose next turn has this number, counted from 1. */
async function conversationsBefore(engine: Engine, number: number): Promise<(() => Promise<void>)[]> {
  return Promise.all(
    Array.from({ length: pairs }, async () => {
      const takeTurn = await engine.converse()
      for (let turn = 1; turn < number; turn += 1) await takeTurn()
      return takeTurn
    }),
  )
}

async function costOf(
  takeTurn: (() => Promise<void>) | undefined,
  { language }: Engine,
  statements: () => number,
): Promise<TurnCost> {
  const statementsBefore = statements()
  const began = performance.now()
  const cpuBefore = process.cpuUsage()
  await takeTurn?.()
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    promptBytes: promptBytes(language),
    statements: statements() - statementsBefore,
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - began,
  }
}

function promptBytes({ replies }: Engine['language']): number {
  const request = replies.at(-1)
  const texts = [request?.system ?? '', ...(request?.history ?? []).map(({ content }) => content)]
  return Buffer.byteLength(texts.join(''))
}

/** Counts what goes to the database from now on, whoever sends it: on each connection, once it is taken from the pool. */
function countStatements(pool: pg.Pool): () => number {
  let count = 0
  const counted = new WeakSet<object>()
  pool.on('acquire', (client) => {
    if (counted.has(client)) return
    counted.add(client)
    const query = new Proxy(client.query, {
      apply(target, self, sent) {
        count += 1
        return Reflect.apply(target, self, sent)
      },
    })
    Reflect.set(client, 'query', query)
  })
  return () => count
}

function typical(costs: readonly TurnCost[]): TurnCost {
  const of = (name: keyof TurnCost) => median(costs.map((cost) => cost[name]))
  return { promptBytes: of('promptBytes'), statements: of('statements'), cpuMs: of('cpuMs'), wallMs: of('wallMs') }
}
