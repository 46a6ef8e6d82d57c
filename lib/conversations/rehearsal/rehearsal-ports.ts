import type { ConversationSettings } from '@/lib/conversations/conversation-ports'
import type { TestStep } from '@/lib/domain/agent-test'
import type { Log } from '@/lib/domain/log'
import type { EnginePorts } from '@/lib/engine/engine-ports'

/** What a conversation needs that is played through and stored nowhere. */
export type RehearsalPorts = {
  /** The real engine but for what it would ask of other servers: those answer as `api` says, or not at all. */
  engineFor(api: TestStep['api'] | null): EnginePorts
  log: Log
  settings: Pick<ConversationSettings, 'turnLimitMs' | 'maxHistorySize'>
}
