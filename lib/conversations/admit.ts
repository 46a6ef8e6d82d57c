import type { Loaded } from '@/lib/domain/conversation-store'
import type { ConversationPorts } from './conversation-ports'
import { wakeOf } from './wake-of'

export type Admission = 'ready' | 'ended' | 'expired' | 'timeout-due'

/** Whether a conversation can hear an input now, or what has to happen first. A running turn is let finish. */
export async function admit(ports: ConversationPorts, { conversation, running }: Loaded): Promise<Admission> {
  if (conversation.state.status !== 'active') return 'ended'
  if (running || conversation.wakeAt === null) return 'ready'
  const wake = await wakeOf(ports, conversation)
  if (!wake || wake.dueAt > ports.clock.now()) return 'ready'
  return wake.kind === 'expire' ? 'expired' : 'timeout-due'
}
