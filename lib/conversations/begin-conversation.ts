import { newConversation } from '@/lib/domain/apply-event'
import type { Conversation } from '@/lib/domain/conversation'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationPorts } from './conversation-ports'
import { refuseStrangers } from './refuse-strangers'
import { restingNode } from './resting-node'
import { turnResult } from './turn-result'

export type BeginRequest = Pick<
  Conversation,
  'tenantId' | 'agentId' | 'dialect' | 'externalId' | 'access' | 'metadata' | 'title' | 'expiresAt' | 'externalUserId'
>

/**
 * Makes a conversation in which nothing has been said yet: there is no opening turn, its page shows the greeting.
 * `taken`: the external id is in use, or was. Throws NOT_FOUND (tenant, agent).
 */
export async function beginConversation(
  ports: ConversationPorts,
  scope: Scope,
  request: BeginRequest,
): Promise<Conversation | 'taken'> {
  const { agentId, ...rest } = request
  const { workflow } = await ports.workflows.find(request.tenantId, agentId)
  refuseStrangers(workflow, request.dialect)
  const now = ports.clock.now()
  const conversation = { ...rest, id: ports.engine.newId(now), createdAt: now, isActiveVersion: true }
  const result = turnResult({
    workflow,
    state: newConversation(workflow.key, restingNode(workflow), now),
    events: [],
    conversation,
    expiry: null,
    maxHistorySize: ports.settings.maxHistorySize,
    newId: ports.engine.newId,
    endedAt: now,
  })
  // Nobody is silent before anything was said: timers begin with the first message.
  const opening = { conversation, turn: null, result: { ...result, wakeAt: null } }
  if ((await ports.store.openConversation(scope, opening)) !== 'opened') return 'taken'
  const stored = await ports.store.getConversation(scope, { id: conversation.id })
  if (!stored) throw new Error(`the conversation ${conversation.id} is gone`)
  return stored
}
