import { createRequire } from 'node:module'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createPool } from '@/lib/store/postgres/create-pool'
import { migrate } from '@/lib/store/postgres/migrate'

const { resolve } = createRequire(import.meta.url)

/** Why no database with pgvector can be started here; null where one can. */
export function noVectorDatabase(): string | null {
  try {
    resolve('@electric-sql/pglite')
    return null
  } catch {
    return '@electric-sql/pglite is not installed'
  }
}

/** A migrated database in this process whose PostgreSQL offers pgvector. It has one connection, and so has the pool. */
export async function vectorDatabase() {
  const [{ PGlite }, { vector }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/vector'),
  ])
  const database = await PGlite.create({ extensions: { vector } })
  const server = createServer((socket) => {
    // All connections are one session, which remembers the statements that the one before prepared.
    const ready = database.exec('DISCARD ALL')
    serve(socket, (message) => ready.then(() => database.execProtocolRaw(message)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const pool = createPool(`postgresql://postgres@127.0.0.1:${portOf(server.address())}/postgres?sslmode=disable`, 1)
  await migrate(pool)
  return {
    pool,
    async close() {
      await pool.end()
      server.close()
      await database.close()
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port')
  return address.port
}

/** PostgreSQL's protocol, one message after another; errors are answers too. */
function serve(socket: Socket, answer: (message: Uint8Array) => Promise<Uint8Array>): void {
  let waiting = Buffer.alloc(0)
  let started = false
  let working = Promise.resolve()
  socket.setNoDelay()
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    // The first message has no letter before its length.
    for (let type = started ? 1 : 0; waiting.length >= type + 4; type = 1) {
      const length = type + waiting.readInt32BE(type)
      if (waiting.length < length) return
      const message = Uint8Array.from(waiting.subarray(0, length))
      waiting = waiting.subarray(length)
      started = true
      working = working.then(async () => void socket.write(await answer(message)))
    }
  })
}
