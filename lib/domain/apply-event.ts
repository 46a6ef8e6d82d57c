import { applyFormChange, newForm } from './apply-form-change'
import type { ConversationState, NodeWork, TurnState } from './conversation'
import type { TurnEvent } from './turn-event'

const untouched: NodeWork = {
  visit: 0,
  entered: false,
  entryActionsRun: false,
  spoke: false,
  answered: false,
  understood: false,
  intents: null,
  globalIntents: null,
  apiCalled: false,
  found: null,
  transferFailure: null,
  pendingCalls: [],
  toolRounds: 0,
}

/** A conversation before its first event. Throws nothing; `at` in milliseconds. */
export function newConversation(workflow: string, initialNode: string, at: number): ConversationState {
  return {
    workflow,
    initialNode,
    nodeId: initialNode,
    enteredAt: at,
    heardAt: null,
    turnsInNode: 0,
    inputs: 0,
    transitions: 0,
    transfers: 0,
    variables: {},
    status: 'active',
    endedAt: null,
    endReason: null,
    historySince: 0,
    turn: null,
  }
}

/** The one fold: engine, store, tests and browser all come to the same state by it. Pure and total. */
export function applyEvent(state: ConversationState, event: TurnEvent): ConversationState {
  switch (event.type) {
    case 'turn-start':
      return startTurn(state, event)
    case 'node-entered':
      return {
        ...inNode(state, (_, turn) => ({ ...untouched, visit: turn.node.visit + 1, entered: true })),
        nodeId: event.nodeId,
        enteredAt: event.at,
        turnsInNode: 0,
      }
    case 'action-run': {
      const ran = event.when === 'entry' ? inNode(state, (node) => ({ ...node, entryActionsRun: true })) : state
      return event.action.kind === 'hangup' ? inTurn(ran, (turn) => ({ ...turn, hangup: event.when })) : ran
    }
    case 'message-end':
      return inTurn(state, (turn) => ({
        ...turn,
        spoke: turn.spoke || event.length > 0,
        node: { ...turn.node, spoke: true, answered: true },
      }))
    case 'input-understood': {
      const { variables, intents, globalIntents } = event.understood
      const found = variables.filter((variable) => variable.used !== 'kept')
      const understood = inNode(state, (node) => ({
        ...node,
        understood: true,
        intents: intents ?? node.intents,
        globalIntents: globalIntents ?? node.globalIntents,
        ...(event.understood.form ? { form: event.understood.form } : {}),
      }))
      return setVariables(
        inTurn(understood, (turn) => ({ ...turn, search: event.understood.search ?? turn.search })),
        Object.fromEntries(found.map((variable) => [variable.name, variable.value])),
      )
    }
    case 'variables-set':
      return setVariables(state, event.values)
    case 'api-called':
      return inNode(state, (node) => ({ ...node, apiCalled: true }))
    case 'sources-found':
      return inNode(state, (node) => ({ ...node, found: { outcome: event.outcome, sources: event.sources } }))
    case 'tool-call':
      return inNode(state, (node) => ({
        ...node,
        answered: false,
        pendingCalls: [...node.pendingCalls, event.call],
        toolRounds: node.pendingCalls.length === 0 ? node.toolRounds + 1 : node.toolRounds,
      }))
    case 'tool-result':
      return inNode(state, (node) => ({
        ...node,
        pendingCalls: node.pendingCalls.filter((call) => call.id !== event.callId),
        ...(event.isError ? { toolErrors: (node.toolErrors ?? 0) + 1 } : {}),
      }))
    case 'transition-taken':
      return inTurn({ ...state, transitions: state.transitions + 1 }, (turn) => ({ ...turn, fresh: false }))
    case 'agent-transferred':
      return transfer(state, event)
    case 'conversation-end':
      return { ...state, status: event.status, endedAt: event.at, endReason: event.reason }
    case 'turn-end':
    case 'turn-error':
      return { ...state, turn: null }
    case 'form-changed':
      return changeForm(state, event)
    case 'text-delta':
    case 'transitions-weighed':
    case 'model-call':
      return state
  }
}

function startTurn(before: ConversationState, event: TurnEvent & { type: 'turn-start' }): ConversationState {
  const state = event.kind === 'reset' ? startedOver(before, event.at) : before
  const heard = event.kind === 'input'
  return {
    ...state,
    heardAt: heard ? event.at : state.heardAt,
    inputs: state.inputs + (heard ? 1 : 0),
    turnsInNode: state.turnsInNode + (heard ? 1 : 0),
    turn: {
      id: event.turnId,
      number: event.number,
      attempt: event.attempt,
      kind: event.kind,
      at: event.at,
      text: event.text,
      messageId: event.messageId,
      fresh: heard,
      spoke: false,
      silentMs: event.at - Math.max(state.enteredAt, state.heardAt ?? 0),
      hangup: null,
      search: null,
      ...(event.fieldId === undefined ? {} : { fieldId: event.fieldId }),
      node: untouched,
    },
  }
}

// What was said before is kept in the log and not shown to the model again.
function startedOver({ workflow, initialNode }: ConversationState, at: number): ConversationState {
  return { ...newConversation(workflow, initialNode, at), historySince: at }
}

function changeForm(state: ConversationState, event: TurnEvent & { type: 'form-changed' }): ConversationState {
  const before = state.form?.nodeId === event.nodeId ? state.form : newForm(event.nodeId)
  const { form, variables } = event.changes.reduce(applyFormChange, { form: before, variables: state.variables })
  const answers = event.changes.some((change) => change.kind === 'answered' && change.by === 'visitor')
  return inTurn({ ...state, form, variables }, (turn) => ({
    ...turn,
    ...(answers ? { isAnswer: true } : {}),
    node: { ...turn.node, formMoved: true },
  }))
}

function transfer(state: ConversationState, event: TurnEvent & { type: 'agent-transferred' }): ConversationState {
  if (event.to === null || event.initialNode === null)
    return inNode(state, (node) => ({ ...node, transferFailure: event.failure ?? 'unknown' }))
  return {
    ...state,
    workflow: event.to,
    transfers: state.transfers + 1,
    historySince: event.keepsHistory ? state.historySince : (state.turn?.at ?? event.at),
  }
}

function setVariables(state: ConversationState, values: ConversationState['variables']): ConversationState {
  return { ...state, variables: { ...state.variables, ...values } }
}

function inTurn(state: ConversationState, change: (turn: TurnState) => TurnState): ConversationState {
  return state.turn ? { ...state, turn: change(state.turn) } : state
}

function inNode(state: ConversationState, change: (node: NodeWork, turn: TurnState) => NodeWork): ConversationState {
  return inTurn(state, (turn) => ({ ...turn, node: change(turn.node, turn) }))
}
