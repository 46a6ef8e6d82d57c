import { createHmac } from 'node:crypto'
import type { DataLoader } from '@/lib/domain/data-source'
import type { Log } from '@/lib/domain/log'
import type { Secrets } from '@/lib/secrets'
import { createDataAccess, type OpenDataAccess } from '@/lib/tools/sql/create-data-access'
import { createDataLoader } from '@/lib/tools/sql/create-data-loader'

/** The data sources on a PostgreSQL server, and the only way to their rows. `url`: that of a role that may make databases. */
export function openDataSources({
  url,
  secrets,
  log,
}: {
  url: string
  secrets: Pick<Secrets, 'deriveKey'>
  log: Log
}): {
  access: OpenDataAccess
  loader: DataLoader
} {
  const key = secrets.deriveKey('data sources')
  const passwordOf = (sourceId: string) => createHmac('sha256', key).update(sourceId).digest('hex')
  const server = { url, passwordOf }
  const access = createDataAccess(server)
  return { access, loader: createDataLoader(server, { log, forget: access.forget }) }
}
