import type { Scope } from '@/lib/domain/scope'
import type { DataAdminPorts, SourcePlace } from './data-admin-ports'
import { requireSource } from './require-source'

/** With its database, where it has one of its own. Throws NOT_FOUND. */
export async function removeSource(ports: DataAdminPorts, scope: Scope, place: SourcePlace): Promise<void> {
  const source = await requireSource(ports, scope, place)
  // First out of reach of agents, then away.
  await ports.store.data.removeSource(scope, source.id)
  await ports.loader.drop(source)
}
