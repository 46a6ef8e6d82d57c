import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { readAllTurns } from '@/lib/conversations/read-all-turns'
import type { Expectation, TestDocument, TestStep } from '@/lib/domain/agent-test'
import type { Turn } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import { sinceReset } from '@/lib/domain/since-reset'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'

/**
 * What happened in a conversation with this agent, as a test: each message with the node, the transitions and the variables
 * that it led to. Throws NOT_FOUND (no such conversation, or one with another agent), BAD_REQUEST (nothing was said in it).
 */
export async function recordTest(
  ports: Pick<ConversationPorts, 'store' | 'workflows'>,
  scope: Scope,
  { tenantId, agentId, conversationId }: { tenantId: string; agentId: string; conversationId: string },
): Promise<TestDocument> {
  const conversation = await ports.store.getConversation(scope, { id: conversationId })
  if (conversation?.tenantId !== tenantId) throw new AppError('NOT_FOUND', 'Conversation not found')
  const turns = sinceReset(await readAllTurns(ports, conversation)).filter(({ status }) => status === 'done')
  const begun = beganWith(turns) ?? conversation.state.workflow
  if (parseWorkflowKey(begun).agentId !== agentId) throw new AppError('NOT_FOUND', 'Conversation not found')
  const steps = turns.flatMap(stepOf)
  if (steps.length === 0) throw new AppError('BAD_REQUEST', 'Nothing was said in this conversation')
  const opening = turns.find(({ kind }) => kind === 'opening' || kind === 'reset')
  const variables = opening ? givenIn(opening) : {}
  return {
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(await startOf(ports, tenantId, begun, conversation.state.initialNode)),
    ...(opening ? { opening: expectationOf(opening) } : {}),
    steps,
  }
}

// The workflow it began with, where it was handed over since.
function beganWith(turns: readonly Turn[]): string | null {
  const events = turns.flatMap((turn) => turn.events)
  const first = events.find((event) => event.type === 'agent-transferred' && event.to !== null)
  return first?.type === 'agent-transferred' ? first.from : null
}

async function startOf(
  { workflows }: Pick<ConversationPorts, 'workflows'>,
  tenantId: string,
  key: string,
  startNode: string,
): Promise<{ start_node?: string }> {
  const { agentId, version } = parseWorkflowKey(key)
  const { workflow } = await workflows.find(tenantId, agentId, version)
  return startNode === workflow.initialNode || !workflow.nodes.has(startNode) ? {} : { start_node: startNode }
}

function stepOf(turn: Turn): TestStep[] {
  const said = turn.messages.find(({ role }) => role === 'user')
  if (turn.kind !== 'input' || !said) return []
  const asked = turn.events.findLast((event) => event.type === 'api-called')
  const status = asked?.type === 'api-called' ? asked.outcome.status : null
  return [{ says: said.content, expect: expectationOf(turn), ...(status === null ? {} : { api: { status } }) }]
}

function expectationOf({ events }: Turn): Expectation {
  const nodes = events.flatMap((event) => (event.type === 'node-entered' ? [event.nodeId] : []))
  const start = events.find((event) => event.type === 'turn-start')
  const node = nodes.at(-1) ?? (start?.type === 'turn-start' ? start.nodeId : undefined)
  const transitions = events.flatMap((event) => (event.type === 'transition-taken' ? [event.condition] : []))
  const variables = Object.fromEntries(events.flatMap(foundIn))
  return {
    ...(node === undefined ? {} : { node }),
    transitions,
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  }
}

function foundIn(event: TurnEvent): [string, Json][] {
  if (event.type === 'input-understood')
    return event.understood.variables.flatMap(({ name, value, used }) =>
      used === 'found' && value !== null ? [[name, value] as [string, Json]] : [],
    )
  if (event.type === 'form-changed')
    return event.changes.flatMap((change) =>
      change.kind === 'answered' && change.by === 'visitor' ? [[change.field, change.value] as [string, Json]] : [],
    )
  return []
}

function givenIn({ events }: Turn): JsonObject {
  const given = events.flatMap((event) =>
    event.type === 'variables-set' && event.by === 'client' ? Object.entries(event.values) : [],
  )
  return Object.fromEntries(given.filter(([name]) => !name.startsWith('__')))
}
