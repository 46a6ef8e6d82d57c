import { randomUUID } from 'node:crypto'
import { requireTenant } from '@/lib/admin/checked-ids'
import type { KnowledgeBase, SearchSettings } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { KnowledgeAdminPorts } from './knowledge-admin-ports'

/** Throws NOT_FOUND (tenant), CONFLICT where the tenant has a base of this name. */
export async function createBase(
  { store, clock }: Pick<KnowledgeAdminPorts, 'store' | 'clock'>,
  scope: Scope,
  wanted: { tenantId: string; name: string; settings: SearchSettings },
): Promise<KnowledgeBase> {
  await requireTenant(store.access, scope, wanted.tenantId)
  const base = { id: randomUUID(), ...wanted, createdAt: clock.now() }
  await store.knowledge.addBase(scope, base)
  return { ...base, revision: 0 }
}
