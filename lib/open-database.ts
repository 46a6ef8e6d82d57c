import type { Log } from '@/lib/domain/log'
import type { Env } from '@/lib/env'
import { openEmbeddedPostgres } from '@/lib/store/embedded-postgres/open-embedded-postgres'

export type OpenedDatabase = { url: string; release(): Promise<void> }

/** DATABASE_URL's PostgreSQL, or the embedded one, which the last process that uses it stops. */
export async function openDatabase(
  { DATABASE_URL }: Pick<Env, 'DATABASE_URL'>,
  options: { dataDir: string; log: Log },
): Promise<OpenedDatabase> {
  if (DATABASE_URL) return { url: DATABASE_URL, release: async () => {} }
  return openEmbeddedPostgres(options)
}
