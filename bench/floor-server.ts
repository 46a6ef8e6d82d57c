// The floor: what Node and pg need at least to take a message over HTTP and to store the rows of a turn, in two
// prepared statements. It knows no agents, checks nothing, and writes the same answer every time.
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { createPool } from '@/lib/store/postgres/create-pool'
import { prepareFloor } from './floor-database'
import { floorAnswer, floorHear } from './floor-statements'
import { answerParent } from './worker-process'

const opening = z.object({
  databaseUrl: z.string(),
  conversations: z.int(),
  poolSize: z.int(),
  /** JSON columns of a real turn: the floor's rows are as wide. */
  sample: z.object({ state: z.string(), events: z.string() }),
})
type Opening = z.output<typeof opening>

const server = createServer()
let pool: pg.Pool | null = null

answerParent(open, async () => {
  server.closeAllConnections()
  server.close()
  await pool?.end()
})

async function open(asked: unknown): Promise<object> {
  const { databaseUrl, conversations, poolSize, sample } = opening.parse(asked)
  const opened = createPool(databaseUrl, poolSize)
  pool = opened
  const ids = await prepareFloor(opened, conversations)
  server.on('request', async (request, response) => {
    const body = JSON.stringify(await takeTurn(opened, request, sample))
    response.setHeader('content-type', 'application/json')
    response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' ? address?.port : null, ids }
}

async function takeTurn(database: pg.Pool, request: IncomingMessage, { state, events }: Opening['sample']) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { content } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  const conversationId = request.url?.split('/')[2]
  const key = request.headers['x-signature']
  const turnId = uuidv7()
  const heardAt = new Date().toISOString()
  const { rows } = await database.query<{ number: number }>({
    ...floorHear,
    values: [conversationId, turnId, uuidv7(), content, heardAt, key, key],
  })
  const spoken = `You said: ${content}`
  const endedAt = new Date()
  const wakeAt = new Date(endedAt.getTime() + 1_800_000)
  await database.query({
    ...floorAnswer,
    values: [conversationId, turnId, uuidv7(), spoken, endedAt.toISOString(), state, events, wakeAt.toISOString()],
  })
  return { response: spoken, node_id: 'listen', session_ended: false, turn_number: rows[0]?.number }
}
