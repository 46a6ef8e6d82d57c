import pg from 'pg'
import { z } from 'zod'

/** What a database says when one connects: `other` is a server of another folder behind the same socket. */
export type Answer =
  | { kind: 'ready' }
  | { kind: 'no-database' }
  | { kind: 'other' }
  | { kind: 'not-yet'; cause: unknown }

const coded = z.object({ code: z.string() })

/** Connects to the URL and asks the server whether it serves the cluster in `folder`. */
export async function askDatabase(url: string, folder: string): Promise<Answer> {
  try {
    const found = await onceConnected(url, (client) => client.query<{ data_directory: string }>('SHOW data_directory'))
    return { kind: found.rows[0]?.data_directory === folder ? 'ready' : 'other' }
  } catch (cause) {
    return coded.safeParse(cause).data?.code === '3D000' ? { kind: 'no-database' } : { kind: 'not-yet', cause }
  }
}

/** `url` is that of the maintenance database. */
export async function createDatabase(url: string, name: string): Promise<void> {
  await onceConnected(url, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`))
}

async function onceConnected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, ssl: false })
  // A connection that breaks rejects the query as well; unheard, the event would end the process.
  const broken: unknown[] = []
  client.on('error', (error) => broken.push(error))
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}
