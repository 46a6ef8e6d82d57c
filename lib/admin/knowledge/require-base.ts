import { requireTenant } from '@/lib/admin/checked-ids'
import { AppError } from '@/lib/domain/errors'
import type { KnowledgeBase } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { BasePlace, KnowledgeAdminPorts } from './knowledge-admin-ports'

/** Throws NOT_FOUND where this scope knows no such tenant or base. */
export async function requireBase(
  { store }: Pick<KnowledgeAdminPorts, 'store'>,
  scope: Scope,
  { tenantId, base }: BasePlace,
): Promise<KnowledgeBase> {
  await requireTenant(store.access, scope, tenantId)
  const found = await store.knowledge.findBase(scope, tenantId, base)
  if (!found) throw new AppError('NOT_FOUND', 'Knowledge base not found')
  return found
}
