import { requireTenant } from '@/lib/admin/checked-ids'
import type { KnowledgeBase } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { KnowledgeAdminPorts } from './knowledge-admin-ports'

/** By name. Throws NOT_FOUND where this scope knows no such tenant. */
export async function listBases(
  { store }: Pick<KnowledgeAdminPorts, 'store'>,
  scope: Scope,
  { tenantId }: { tenantId: string },
): Promise<KnowledgeBase[]> {
  await requireTenant(store.access, scope, tenantId)
  return store.knowledge.listBases(scope, tenantId)
}
