import { applyEvent } from '@/lib/domain/apply-event'
import type { Conversation, ConversationState } from '@/lib/domain/conversation'
import type { Loaded } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import type { ConversationStatus, EndReason, TurnEvent, TurnKind } from '@/lib/domain/turn-event'
import type { ConversationPorts } from './conversation-ports'
import { turnResult } from './turn-result'
import { workflowOf } from './workflow-of'

export type Ending = {
  kind: TurnKind & ('end' | 'timer')
  status: Exclude<ConversationStatus, 'active'>
  reason: EndReason
}

/**
 * Ends a conversation without waiting for a running turn: the fence rises, and what runs is cancelled.
 * Null: the conversation changed meanwhile; load again.
 */
export async function recordEnding(
  ports: ConversationPorts,
  scope: Scope,
  { conversation, lastTurn }: Loaded,
  ending: Ending,
): Promise<ConversationState | null> {
  const now = ports.clock.now()
  const turn = { id: ports.engine.newId(now), number: (lastTurn?.number ?? 0) + 1, kind: ending.kind, startedAt: now }
  const workflow = await workflowOf(ports, conversation)
  const nodeName = workflow.nodes.get(conversation.state.nodeId)?.name ?? conversation.state.nodeId
  const events = endingEvents(conversation, turn, ending, nodeName, now)
  const state = events.reduce(applyEvent, conversation.state)
  const result = turnResult({
    workflow,
    state,
    events,
    conversation,
    expiry: null,
    maxHistorySize: ports.settings.maxHistorySize,
    newId: ports.engine.newId,
    endedAt: now,
  })
  const { id: conversationId, fence } = conversation
  const outcome = await ports.store.recordTurn(scope, { conversationId, fence, turn, result })
  if (outcome === 'changed') return null
  ports.running.abort(conversationId, 'cancelled')
  ports.log.debug('🏁 Session ended', { session: conversation.externalId, node: nodeName, status: ending.status })
  return state
}

function endingEvents(
  { state }: Conversation,
  turn: { id: string; number: number },
  { kind, status, reason }: Ending,
  nodeName: string,
  at: number,
): TurnEvent[] {
  const { nodeId, inputs: inputNumber } = state
  const start = { turnId: turn.id, number: turn.number, attempt: 1, kind, messageId: null, text: null }
  return [
    { at, type: 'turn-start', ...start, nodeId, nodeName, inputNumber },
    { at, type: 'conversation-end', status, reason, detail: null },
    { at, type: 'turn-end', stopped: false },
  ]
}
