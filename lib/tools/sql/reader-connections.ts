import { Socket } from 'node:net'
import pg from 'pg'
import type { DataSource } from '@/lib/domain/data-source'
import { type DataServer, sourceAddress } from './source-address'

/** A connection of the reading role; `pid` is its process in the database. */
export type Reader = { client: pg.Client; pid: number; isGone(): boolean; destroy(): void; uses: number }

export type ReaderConnections = {
  /** Runs `work` on a connection of this source, at most so many at once; the rest wait. A connection whose work failed is closed. */
  use<T>(source: DataSource, signal: AbortSignal, work: (reader: Reader, control: pg.Pool) => Promise<T>): Promise<T>
  /** The server's own connections to a source's database. */
  control(source: DataSource): pg.Pool
  /** Ends the connections of one source. */
  forget(sourceId: string): Promise<void>
  close(): Promise<void>
}

type Place = { control: pg.Pool; readerUrl: string; idle: Reader[]; running: number; waiting: (() => void)[] }

const connectMs = 5_000
const idleMs = 15_000

export function createReaderConnections(server: DataServer, atOnce: number): ReaderConnections {
  const places = new Map<string, Place>()
  const placeOf = (source: DataSource) => {
    const { control, reader } = sourceAddress(server, source)
    const known = places.get(source.id)
    if (known && known.readerUrl === reader) return known
    const place: Place = { control: controlPool(control), readerUrl: reader, idle: [], running: 0, waiting: [] }
    places.set(source.id, place)
    return place
  }
  const forget = async (id: string) => {
    const place = places.get(id)
    places.delete(id)
    for (const reader of place?.idle ?? []) reader.destroy()
    await place?.control.end()
  }
  return {
    async use(source, signal, work) {
      const place = placeOf(source)
      await takeSlot(place, atOnce, signal)
      try {
        return await onReader(place, signal, work)
      } finally {
        place.running -= 1
        place.waiting.shift()?.()
      }
    },
    control: (source) => placeOf(source).control,
    forget,
    async close() {
      await Promise.all([...places.keys()].map(forget))
    },
  }
}

async function takeSlot(place: Place, atOnce: number, signal: AbortSignal): Promise<void> {
  while (place.running >= atOnce) await turnOrAbort(place, signal)
  signal.throwIfAborted()
  place.running += 1
}

function turnOrAbort({ waiting }: Place, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const leave = () => {
      waiting.splice(waiting.indexOf(go), 1)
      reject(signal.reason)
    }
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    waiting.push(go)
  })
}

async function onReader<T>(
  place: Place,
  signal: AbortSignal,
  work: (reader: Reader, control: pg.Pool) => Promise<T>,
): Promise<T> {
  const reader = place.idle.pop() ?? (await connect(place.readerUrl))
  const stop = () => {
    // The database works on until it is told; who waits is told at once. A block of code may outlive being cancelled.
    void place.control.query('SELECT pg_terminate_backend($1)', [reader.pid]).catch(() => undefined)
    reader.destroy()
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    const result = await work(reader, place.control)
    keepForAWhile(place, reader)
    return result
  } catch (error) {
    reader.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

// Sources are many and connections few: one that is not used again is closed.
function keepForAWhile({ idle }: Place, reader: Reader): void {
  if (reader.isGone()) return
  idle.push(reader)
  const usedAgain = reader.uses + 1
  reader.uses = usedAgain
  const close = () => {
    if (reader.uses !== usedAgain || !idle.includes(reader)) return
    idle.splice(idle.indexOf(reader), 1)
    reader.destroy()
  }
  setTimeout(close, idleMs).unref()
}

async function connect(url: string): Promise<Reader> {
  const socket = new Socket()
  const client = new pg.Client({ connectionString: url, stream: () => socket, connectionTimeoutMillis: connectMs })
  // A connection that breaks fails its query; without a listener the event would end the process as well.
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return {
    client,
    pid: rows[0]?.pid ?? 0,
    isGone: () => socket.destroyed,
    destroy: () => void socket.destroy(),
    uses: 0,
  }
}

function controlPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: connectMs,
    allowExitOnIdle: true,
    onConnect: async (client) => {
      client.on('error', () => undefined)
      // What is bound is for this moment only.
      await client.query('SET synchronous_commit = off; SET search_path = pg_catalog, pg_temp')
    },
  })
  pool.on('error', () => undefined)
  return pool
}
