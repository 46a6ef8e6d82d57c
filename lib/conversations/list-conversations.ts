import type { ConversationPage, ConversationSummary } from '@/lib/domain/conversation-store'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { ConversationPorts } from './conversation-ports'
import { listedAccesses, visitorDialects } from './may-see'

/** A visitor's conversations in which something was said, newest activity first; `words`: only where these were said. */
export async function listConversations(
  { store, clock }: Pick<ConversationPorts, 'store' | 'clock'>,
  viewer: Viewer,
  { words, ...page }: ConversationPage & { words?: string },
): Promise<ConversationSummary[]> {
  const filter = {
    ...{ dialects: visitorDialects, access: listedAccesses(viewer), heardOnly: true, now: clock.now() },
    ...(words === undefined ? {} : { words }),
  }
  return (await store.listConversations(tenant(viewer.tenantId), filter, page)).conversations
}
