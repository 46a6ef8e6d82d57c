import { runClaimedTurn } from '@/lib/conversations/run-claimed-turn'
import { startingAt } from '@/lib/conversations/starting-at'
import type { WorkflowSource } from '@/lib/domain/agent'
import type { TestStep } from '@/lib/domain/agent-test'
import { newConversation } from '@/lib/domain/apply-event'
import { type ConversationState, publicVariables } from '@/lib/domain/conversation'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import type { TranscriptMessage } from '@/lib/engine/engine-ports'
import type { RehearsalPorts } from './rehearsal-ports'

/** What came of one turn. */
export type Heard = {
  said: string
  /** Where the conversation stands. */
  node: string
  /** Those that were entered in the turn, in order. */
  nodes: readonly string[]
  /** Conditions that were taken, in order. */
  transitions: readonly string[]
  variables: Record<string, Json>
  hasEnded: boolean
  /** Why the turn came to nothing; null: it did not. */
  failure: string | null
}

export type Rehearsal = {
  opens(): Promise<Heard>
  hears(text: string, api?: TestStep['api']): Promise<Heard>
}

type Begin = {
  tenantId: string
  workflow: Workflow
  startNode?: string | undefined
  variables?: JsonObject | undefined
}

/**
 * A conversation that is played through in memory: the real engine and language, nothing stored, nobody else asked. Throws
 * BAD_REQUEST where there is no such node to start from.
 */
export function rehearse(ports: RehearsalPorts, { tenantId, startNode, variables = {}, ...begin }: Begin): Rehearsal {
  const workflow = startingAt(begin.workflow, startNode)
  const { now } = ports.engineFor(null).clock
  let state = newConversation(workflow.key, workflow.initialNode, now())
  let history: TranscriptMessage[] = []
  let number = 0

  async function turn(kind: 'opening' | 'input', text: string | null, api: TestStep['api'] | null): Promise<Heard> {
    const real = ports.engineFor(api)
    const engine = { ...real, workflows: withOwn(real.workflows, workflow) }
    number += 1
    const messageId = text === null ? null : engine.newId(now())
    if (text !== null && messageId !== null)
      history.push({ id: messageId, role: 'user', content: text, createdAt: now() })
    const { agentId, version } = parseWorkflowKey(state.workflow)
    const inForce = (await engine.workflows.find(tenantId, agentId, version)).workflow
    const outcome = await runClaimedTurn(
      { engine, clock: engine.clock, log: ports.log },
      {
        ...{ tenantId, workflow: inForce, state, history: history.slice(-ports.settings.maxHistorySize) },
        turn: { id: engine.newId(now()), number, attempt: 1, kind, messageId, text },
        ...(kind === 'opening' ? { variables } : {}),
      },
      AbortSignal.timeout(ports.settings.turnLimitMs),
    )
    if (outcome.kind === 'failed') return heard(outcome.events, state, outcome.error.publicMessage)
    state = outcome.state
    history = [...history, ...spoken(outcome.events)]
    return heard(outcome.events, state, null)
  }

  return {
    opens: () => turn('opening', null, null),
    hears: (text, api) => turn('input', text, api ?? null),
  }
}

// The workflow that is rehearsed is stored nowhere: only others are looked up.
function withOwn(workflows: WorkflowSource, own: Workflow): WorkflowSource {
  return {
    find: async (tenantId, agentId, version) =>
      agentId === own.agentId && version === own.version
        ? { workflow: own, isActive: false }
        : workflows.find(tenantId, agentId, version),
  }
}

function heard(events: readonly TurnEvent[], state: ConversationState, failure: string | null): Heard {
  return {
    said: spoken(events)
      .map(({ content }) => content)
      .join(' '),
    node: state.nodeId,
    nodes: events.flatMap((event) => (event.type === 'node-entered' ? [event.nodeId] : [])),
    transitions: events.flatMap((event) => (event.type === 'transition-taken' ? [event.condition] : [])),
    variables: publicVariables(state.variables),
    hasEnded: state.status !== 'active',
    failure,
  }
}

function spoken(events: readonly TurnEvent[]): TranscriptMessage[] {
  const texts = new Map<string, { content: string; createdAt: number }>()
  for (const event of events)
    if (event.type === 'text-delta') {
      const before = texts.get(event.messageId) ?? { content: '', createdAt: event.at }
      texts.set(event.messageId, { ...before, content: before.content + event.text })
    }
  return [...texts].map(([id, said]) => ({ id, role: 'assistant', ...said }))
}
