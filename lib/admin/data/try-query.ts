import type { Identity, QueryFailure, QueryResult } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { DataAdminPorts, SourcePlace } from './data-admin-ports'
import { requireSource } from './require-source'

const queryMs = 10_000

/** `as`: the names of the person in whose place the query runs; null: nobody. */
export type TriedQuery = { sql: string; as: { firstName: string; lastName: string } | null }

/** A query as an agent would run it, with every rule in force. Throws NOT_FOUND, also for a person who is not known. */
export async function tryQuery(
  ports: DataAdminPorts,
  scope: Scope,
  { sql, as, ...place }: SourcePlace & TriedQuery,
  signal: AbortSignal,
): Promise<QueryResult | QueryFailure> {
  const source = await requireSource(ports, scope, place)
  let identity: Identity | null = null
  if (as) {
    const found = await ports.access.findPerson(source, as.firstName, as.lastName)
    if (found === null || found === 'ambiguous')
      throw new AppError('NOT_FOUND', 'Nobody, or more than one, has this name')
    identity = { source: source.name, ...found }
  }
  return ports.access.runQuery(source, sql, identity, { signal, timeoutMs: queryMs })
}
