import { requireTenant } from '@/lib/admin/checked-ids'
import type { NewestPage } from '@/lib/domain/form-store'
import type { ConversationSearch, ListedConversation } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { agentUuid } from './agent-uuid'
import type { ConversationAdminPorts } from './conversation-admin-ports'

/** One page of a tenant's conversations of all dialects, newest first. Throws BAD_REQUEST, NOT_FOUND (tenant or agent). */
export async function searchConversations(
  { store }: Pick<ConversationAdminPorts, 'store'>,
  scope: Scope,
  { limit, agentId, ...wanted }: ConversationSearch & NewestPage,
): Promise<{ conversations: ListedConversation[]; next: NonNullable<NewestPage['before']> | null }> {
  await requireTenant(store.access, scope, wanted.tenantId)
  const agent = agentId === undefined ? {} : { agentId: await agentUuid({ store }, scope, wanted.tenantId, agentId) }
  const found = await store.insight.searchConversations(scope, { ...wanted, ...agent, limit: limit + 1 })
  const conversations = found.slice(0, limit)
  const last = conversations.at(-1)
  return { conversations, next: last && found.length > limit ? { createdAt: last.createdAt, id: last.id } : null }
}
