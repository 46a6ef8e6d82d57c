import { applyEvent } from '@/lib/domain/apply-event'
import { citedSources, wordsOfSources } from '@/lib/domain/cited-sources'
import type { ConversationState } from '@/lib/domain/conversation'
import type { IdentityProof } from '@/lib/domain/data-tools'
import type { JsonObject } from '@/lib/domain/json'
import type { TurnEvent, TurnEventBody, TurnKind } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import { abortReason, type EnginePorts, type TranscriptMessage } from './engine-ports'
import { performStep } from './perform-step'
import { planStep } from './plan-step'

export type TurnInput = {
  tenantId: string
  /** The workflow that `state.workflow` names. */
  workflow: Workflow
  state: ConversationState
  turn: {
    id: string
    number: number
    attempt: number
    kind: TurnKind
    messageId: string | null
    text: string | null
    fieldId?: string
  }
  /** Loaded messages, oldest first, with this turn's own as the last. */
  history: readonly TranscriptMessage[]
  /** What the page knows beforehand; set before anything else happens. */
  variables?: JsonObject
  /** What an integration says about this conversation, for a model. */
  context?: string | null
  /** How it is known who speaks; absent: not at all. */
  proof?: IdentityProof
}

/**
 * One turn from its start to its end, as events in the order they happen; returns the folded state.
 * Throws where a port fails, or with the signal's reason when aborted for anything but `stop`: the caller keeps the
 * events heard so far for the why and leaves the state as it was before.
 */
export async function* runTurn(
  input: TurnInput,
  ports: EnginePorts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, ConversationState> {
  const { tenantId, turn } = input
  let workflow = inPlace(input.workflow, ports)
  let { state } = input
  const events: TurnEvent[] = []
  const transcript = [...input.history]
  let words = ''

  const tell = (body: TurnEventBody): TurnEvent => {
    const event: TurnEvent = { at: ports.clock.now(), ...body }
    state = applyEvent(state, event)
    if (event.type === 'text-delta') words += event.text
    else events.push(event)
    if (event.type === 'message-end') {
      if (words) transcript.push(spoken(event.messageId, words, event.at, events))
      words = ''
    }
    return event
  }

  const { id: turnId, number, attempt, kind, messageId, text } = turn
  const fieldId = turn.fieldId === undefined ? {} : { fieldId: turn.fieldId }
  const start = { turnId, number, attempt, kind, messageId, text, ...fieldId }
  const { nodeId } = state
  const inputNumber = kind === 'reset' ? 0 : state.inputs + (kind === 'input' ? 1 : 0)
  yield tell({
    type: 'turn-start',
    ...start,
    nodeId,
    nodeName: workflow.nodes.get(nodeId)?.name ?? nodeId,
    inputNumber,
  })
  const { variables = {} } = input
  if (Object.keys(variables).length > 0) yield tell({ type: 'variables-set', nodeId, by: 'client', values: variables })
  for (;;) {
    const reason = abortReason(signal)
    if (reason && reason !== 'stop') throw signal.reason
    const { step, weighed } = reason ? { step: { kind: 'settle' } as const, weighed: [] } : planStep(workflow, state)
    if (weighed.length > 0) yield tell({ type: 'transitions-weighed', nodeId: state.nodeId, weighed })
    if (step.kind === 'settle') break
    if (!state.turn) throw new Error('the turn ended before it settled')
    const context = {
      tenantId,
      context: input.context ?? null,
      proof: input.proof ?? { kind: 'none' },
      workflow,
      state,
      turn: state.turn,
      transcript,
      events,
      ports,
      signal,
    }
    try {
      for await (const body of performStep(step, context)) yield tell(body)
    } catch (error) {
      // What the visitor stops fails no turn: what was said and found so far is kept.
      if (abortReason(signal) !== 'stop') throw error
    }
    if (state.workflow !== workflow.key) workflow = await followTransfer(state, tenantId, ports)
  }
  yield tell({ type: 'turn-end', stopped: abortReason(signal) === 'stop' })
  return state
}

function spoken(id: string, content: string, createdAt: number, events: readonly TurnEvent[]): TranscriptMessage {
  const drawsOn = wordsOfSources(citedSources(events, id))
  return { id, role: 'assistant', content, createdAt, ...(drawsOn ? { drawsOn } : {}) }
}

async function followTransfer(state: ConversationState, tenantId: string, ports: EnginePorts): Promise<Workflow> {
  const { agentId, version } = parseWorkflowKey(state.workflow)
  return inPlace((await ports.workflows.find(tenantId, agentId, version)).workflow, ports)
}

// Where an agent says nothing of its time and place, it is in the server's.
function inPlace(workflow: Workflow, { timeZone, country }: EnginePorts): Workflow {
  return { ...workflow, timeZone: workflow.timeZone ?? timeZone, country: workflow.country ?? country }
}
