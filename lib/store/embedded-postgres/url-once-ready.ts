import pg from 'pg'
import { z } from 'zod'
import { socketUrl } from '@/lib/store/embedded-postgres/socket-folder'

const database = 'parley'
const coded = z.object({ code: z.string() })

/**
 * The URL of the database `parley` behind the socket, made if it is missing; null while no server of the cluster in
 * `folder` answers there. Asked by connecting: a pid file says neither that a server is up nor whose it is.
 */
export async function urlOnceReady(socketFolder: string, folder: string): Promise<string | null> {
  const url = socketUrl(socketFolder, database)
  try {
    return (await servedFolder(url)) === folder ? url : null
  } catch (error) {
    if (coded.safeParse(error).data?.code !== '3D000') return null
  }
  const maintenance = socketUrl(socketFolder, 'postgres')
  if ((await servedFolder(maintenance)) !== folder) return null
  await onceConnected(maintenance, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`))
  return url
}

async function servedFolder(url: string): Promise<string | undefined> {
  const shown = await onceConnected(url, (client) => client.query<{ data_directory: string }>('SHOW data_directory'))
  return shown.rows[0]?.data_directory
}

async function onceConnected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, ssl: false })
  // A connection that breaks rejects the query as well; unheard, the event would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}
