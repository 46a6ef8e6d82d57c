import type { Loaded } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'
import { recordEnding } from './record-ending'

/** Contract 1, Background Session Management: an idle session is `abandoned`. Does nothing where it changed meanwhile. */
export async function expireConversation(ports: ConversationPorts, scope: Scope, loaded: Loaded): Promise<void> {
  await recordEnding(ports, scope, loaded, { kind: 'timer', status: 'abandoned', reason: 'inactivity' })
}
