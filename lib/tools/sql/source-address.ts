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
    return { control: source.url, reader: source.url }
  }
  const { database, reader } = sourceNames(source.id)
  const control = atDatabase(serverUrl(server), database)
  const url = new URL(control)
  if (url.hostname === '') url.hostname = 'localhost'
  url.username = reader
  url.password = server.passwordOf(source.id)
  return { control, reader: url.href }
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
