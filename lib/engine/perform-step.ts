// Acts, and decides nothing: each step becomes the events of what it did.
import { publicVariables } from '@/lib/domain/conversation'
import type { TurnEventBody } from '@/lib/domain/turn-event'
import type { Action } from '@/lib/domain/workflow'
import type { ToolOutcome } from './engine-ports'
import { performForm } from './perform-form'
import { performReply } from './perform-reply'
import { performSearch } from './perform-search'
import { performTransfer } from './perform-transfer'
import { performUnderstand } from './perform-understand'
import { sensitiveFields, withMasked } from './sensitive-fields'
import type { Step } from './step'
import { entered, type StepContext } from './step-context'
import { fillApiCall, fillTemplate } from './template'

/** Throws what its ports throw; the turn then fails as a whole. `settle` has no events of its own. */
export async function* performStep(step: Step, context: StepContext): AsyncGenerator<TurnEventBody> {
  switch (step.kind) {
    case 'enter':
      return yield entered(context.workflow, step.nodeId)
    case 'run-entry-actions':
      return yield* runActions(step.actions, 'entry', context)
    case 'say':
      return yield* say(step.template, context)
    case 'reply':
      return yield* performReply(step, context)
    case 'understand':
      return yield* performUnderstand(step, context)
    case 'form':
      return yield* performForm(step, context)
    case 'search':
      return yield* performSearch(step, context)
    case 'call-api':
      return yield* callApi(step, context)
    case 'call-tool':
      return yield* callTool(step, context)
    case 'transfer':
      return yield* performTransfer(step, context)
    case 'take':
      return yield* take(step, context)
    case 'end':
      return yield { type: 'conversation-end', status: step.status, reason: step.reason, detail: step.detail }
    case 'settle':
      return
  }
}

function* say(template: string, { state, ports }: StepContext): Generator<TurnEventBody> {
  const text = fillTemplate(template, state.variables)
  const messageId = ports.newId(ports.clock.now())
  if (text) yield { type: 'text-delta', messageId, text }
  const length = [...text].length
  yield { type: 'message-end', messageId, nodeId: state.nodeId, source: 'static', stopped: false, length }
}

function* runActions(
  actions: readonly Action[],
  when: 'entry' | 'exit',
  context: StepContext,
): Generator<TurnEventBody> {
  const { state } = context
  for (const action of actions) {
    const detail = runAction(action, context)
    yield { type: 'action-run', nodeId: state.nodeId, when, action, detail }
  }
}

// Webhooks are only noted here: they leave through the outbox when the turn is committed.
function runAction(action: Action, { workflow, state, ports }: StepContext): string | null {
  switch (action.kind) {
    case 'log': {
      const text = fillTemplate(action.text, state.variables)
      ports.logAction(state.nodeId, text)
      return text
    }
    case 'log-variables': {
      const text = JSON.stringify(withMasked(publicVariables(state.variables), sensitiveFields(workflow)))
      ports.logAction(state.nodeId, text)
      return text
    }
    case 'webhook':
      return fillTemplate(action.url, state.variables)
    case 'hangup':
      return null
    case 'custom': {
      const custom = ports.customAction(action.name)
      if (!custom) return `no function is registered as "${action.name}"`
      custom(state.variables)
      return null
    }
  }
}

async function* callApi(
  step: Step & { kind: 'call-api' },
  { state, turn, ports, signal }: StepContext,
): AsyncGenerator<TurnEventBody> {
  const call = fillApiCall(step.call, state.variables)
  const idempotencyKey = `${turn.id}-${state.nodeId}-${turn.node.visit}`
  const { outcome, variables } = await ports.callApi(call, { idempotencyKey, signal })
  yield { type: 'api-called', nodeId: state.nodeId, outcome }
  yield { type: 'variables-set', nodeId: state.nodeId, by: 'api', values: variables }
}

async function* callTool(
  step: Step & { kind: 'call-tool' },
  { tenantId, state, transcript, proof, ports, signal }: StepContext,
): AsyncGenerator<TurnEventBody> {
  const { call, node } = step
  const started = ports.clock.monotonic()
  const heard = transcript.flatMap(({ role, content }) => (role === 'user' ? [content] : []))
  const about = { tenantId, node, variables: state.variables, proof, heard }
  const { variables, ...result } = step.isOffered ? await ports.callTool(call, about, signal) : notOffered(call.name)
  const ms = Math.round(ports.clock.monotonic() - started)
  yield { type: 'tool-result', nodeId: state.nodeId, callId: call.id, ...result, ms }
  if (Object.keys(variables).length > 0)
    yield { type: 'variables-set', nodeId: state.nodeId, by: 'tool', values: variables }
}

function notOffered(name: string): ToolOutcome {
  return { output: `There is no tool named ${JSON.stringify(name)} now.`, isError: true, variables: {} }
}

async function* take(step: Step & { kind: 'take' }, context: StepContext): AsyncGenerator<TurnEventBody> {
  const { workflow, state, ports } = context
  yield* runActions(step.exitActions, 'exit', context)
  yield {
    type: 'transition-taken',
    transitionId: ports.newId(ports.clock.now()),
    from: state.nodeId,
    fromName: workflow.nodes.get(state.nodeId)?.name ?? state.nodeId,
    to: step.to,
    toName: workflow.nodes.get(step.to)?.name ?? step.to,
    condition: step.condition,
  }
  yield entered(workflow, step.to)
}
