import type { DataSource } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import { sourceNames } from './source-names'

export type DataServer = {
  /** A PostgreSQL URL whose role may make databases and roles; null: there is none. */
  url: string | null
  /** The password of the role that reads a loaded source. */
  passwordOf(sourceId: string): string
}

/** `control`: as the server itself; `reader`: as the role that runs queries. Throws SERVER_ERROR where nothing is reachable. */
export function sourceAddress(server: DataServer, source: DataSource): { control: string; reader: string } {
  if (source.kind === 'postgres') {
    if (source.url === null) throw new AppError('SERVER_ERROR', `The data source ${source.name} has no address.`)
    // Where rows are people's, queries run as a role that policies hold for.
    return { control: source.url, reader: source.identity ? asReader(source.url, server, source) : source.url }
  }
  const control = atDatabase(serverUrl(server), sourceNames(source.id).database)
  return { control, reader: asReader(control, server, source) }
}

function asReader(address: string, { passwordOf }: DataServer, { id }: DataSource): string {
  const url = new URL(address)
  if (url.hostname === '') url.hostname = 'localhost'
  url.username = sourceNames(id).reader
  url.password = passwordOf(id)
  return url.href
}

export function serverUrl({ url }: Pick<DataServer, 'url'>): string {
  if (url === null)
    throw new AppError('SERVER_ERROR', 'There is no PostgreSQL server for data sources: set DATA_DATABASE_URL.')
  return url
}

/** The same server's address with another database. */
export function atDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}
