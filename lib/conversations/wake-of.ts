import type { Conversation } from '@/lib/domain/conversation'
import { type Expiry, planWake, type Wake } from '@/lib/engine/plan-wake'
import type { ConversationPorts } from './conversation-ports'
import { workflowOf } from './workflow-of'

/** Only contract 1's sessions idle out; the other dialects bring their own rules. */
export function expiryOf(ports: ConversationPorts, conversation: Pick<Conversation, 'dialect'>): Expiry | null {
  const { sessionTimeoutMs: idleMs, cleanupTickMs: tickMs } = ports.settings
  return conversation.dialect === 'sessions' ? { idleMs, tickMs } : null
}

/** What time alone brings about next in this conversation. */
export async function wakeOf(ports: ConversationPorts, conversation: Conversation): Promise<Wake | null> {
  const workflow = await workflowOf(ports, conversation)
  return planWake(workflow, conversation.state, conversation.createdAt, expiryOf(ports, conversation))
}
