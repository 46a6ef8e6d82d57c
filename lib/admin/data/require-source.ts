import type { DataSource } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { DataAdminPorts, SourcePlace } from './data-admin-ports'

/** Throws NOT_FOUND where there is none in the scope. */
export async function requireSource(
  { store }: Pick<DataAdminPorts, 'store'>,
  scope: Scope,
  { tenantId, source }: SourcePlace,
): Promise<DataSource> {
  const found = await store.data.findSource(scope, tenantId, source)
  if (!found) throw new AppError('NOT_FOUND', 'Data source not found')
  return found
}
