import type pg from 'pg'
import { z } from 'zod'
import type { DataSource, KnownPerson } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import { qualified } from './identity-rows'
import { quoteName } from './quote'

const row = z.object({ key: z.union([z.string(), z.number()]), first: z.string(), last: z.string() })

/** By the source's identity rule; null where it has none. Asked by the server itself: no query of an agent sees the table. */
export async function findPerson(
  control: pg.Pool,
  source: DataSource,
  firstName: string,
  lastName: string,
): Promise<KnownPerson | null | 'ambiguous'> {
  if (!source.identity) return null
  const { table, key, firstName: first, lastName: last } = source.identity
  const [k, f, l] = [key, first, last].map(quoteName)
  const sql = `SELECT ${k} AS key, ${f}::text AS first, ${l}::text AS last FROM ${qualified(source, table)}
    WHERE lower(trim(${f}::text)) = lower($1) AND lower(trim(${l}::text)) = lower($2) LIMIT 2`
  const { rows } = await control.query(sql, [firstName.trim(), lastName.trim()]).catch((error: unknown) => {
    throw new AppError('SERVER_ERROR', `The data source ${source.name} cannot be reached.`, { cause: error })
  })
  const [found, another] = z.array(row).parse(rows)
  if (another) return 'ambiguous'
  return found ? { key: found.key, firstName: found.first, lastName: found.last } : null
}
