// A process of its own: turns through use case, engine and store, without HTTP.
import { z } from 'zod'
import { drive } from './drive'
import { measureFlatCost } from './flat-cost'
import { type Engine, openEngine } from './open-engine'
import { answerParent } from './worker-process'

const question = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('open'), databaseUrl: z.string(), conversations: z.int() }),
  z.object({ ask: z.literal('run'), seconds: z.number() }),
  z.object({ ask: z.literal('flat-cost') }),
])

let engine: Engine | null = null
let clients: (() => Promise<void>)[] = []

answerParent(answer, async () => engine?.close())

async function answer(asked: unknown): Promise<object> {
  const parsed = question.parse(asked)
  if (parsed.ask === 'open') {
    const opened = await openEngine(parsed.databaseUrl)
    engine = opened
    clients = await Promise.all(Array.from({ length: parsed.conversations }, () => opened.converse()))
    return {}
  }
  if (!engine) throw new Error('the engine was not opened')
  return parsed.ask === 'run' ? drive(clients, parsed.seconds) : measureFlatCost(engine)
}
