import { applyEvent } from '@/lib/domain/apply-event'
import type { Conversation } from '@/lib/domain/conversation'
import type { Loaded } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import type { ConversationPorts } from '../conversation-ports'
import { restingNode } from '../resting-node'
import { turnResult } from '../turn-result'

const mostTries = 5

/**
 * An assistant's conversation that is opened again goes on with the version in force, recorded as an event. One in which a
 * turn runs stays as it is: nothing waits for it.
 */
export async function moveToActiveVersion(
  ports: ConversationPorts,
  scope: Scope,
  conversationId: string,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const loaded = await ports.store.loadForTurn(scope, { id: conversationId }, null)
    if (!loaded || loaded.running || loaded.conversation.state.status !== 'active') return
    const { tenantId, agentId, state } = loaded.conversation
    const { workflow } = await ports.workflows.find(tenantId, agentId)
    if (workflow.key === state.workflow || (await moved(ports, scope, loaded, workflow))) return
  }
}

// False: the conversation changed meanwhile.
async function moved(
  ports: ConversationPorts,
  scope: Scope,
  { conversation, lastTurn }: Loaded,
  workflow: Workflow,
): Promise<boolean> {
  const now = ports.clock.now()
  const place = { id: ports.engine.newId(now), number: (lastTurn?.number ?? 0) + 1, kind: 'edit' as const }
  const events = movingEvents(conversation, place, workflow, now)
  const result = turnResult({
    ...{ workflow, events, conversation, expiry: null, endedAt: now },
    state: events.reduce(applyEvent, conversation.state),
    maxHistorySize: ports.settings.maxHistorySize,
    newId: ports.engine.newId,
  })
  const { id: conversationId, fence } = conversation
  const record = { conversationId, fence, turn: { ...place, startedAt: now }, result }
  return (await ports.store.recordTurn(scope, record)) === 'recorded'
}

function movingEvents(
  { state }: Conversation,
  { id: turnId, number, kind }: { id: string; number: number; kind: 'edit' },
  workflow: Workflow,
  at: number,
): TurnEvent[] {
  const { agentId, agentName } = workflow
  const nodeId = restingNode(workflow)
  const nodeName = workflow.nodes.get(nodeId)?.name ?? nodeId
  const start = { turnId, number, attempt: 1, kind, messageId: null, text: null, inputNumber: state.inputs }
  const move = { from: state.workflow, to: workflow.key, agentId, agentName, initialNode: nodeId }
  return [
    { at, type: 'turn-start', ...start, nodeId: state.nodeId, nodeName },
    { at, type: 'agent-transferred', ...move, keepsHistory: true, failure: null },
    { at, type: 'node-entered', nodeId, nodeName },
    { at, type: 'turn-end', stopped: false },
  ]
}
