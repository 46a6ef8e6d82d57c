import type { Turn } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'

const pageSize = 200

/** Every turn of a conversation, oldest first. The caller has made sure that it may be seen. */
export async function readAllTurns(
  { store }: Pick<ConversationPorts, 'store'>,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<Turn[]> {
  const turns: Turn[] = []
  for (;;) {
    const after = turns.at(-1)?.number ?? 0
    const page = await store.listTurns(tenant(tenantId), id, { after, limit: pageSize })
    turns.push(...page)
    if (page.length < pageSize) return turns
  }
}
