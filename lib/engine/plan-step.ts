// What happens next in a turn: a pure function of the workflow and the folded state. No clock, no model, no table.
import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { Weighed } from '@/lib/domain/turn-event'
import type {
  AgentTransferNode,
  ApiCallNode,
  AssistNode,
  EndCallNode,
  RetrieveVariableNode,
  StandardNode,
  Words,
  Workflow,
  WorkflowNode,
} from '@/lib/domain/workflow'
import { decideTransition, eligible } from './decide-transition'
import { planSearch, searchable } from './plan-search'
import type { Plan, Step } from './step'

const maxTransfers = 3
// A workflow whose max_transitions is set very high must not spin one turn for ever.
const maxNodesInOneTurn = 500

type At<N extends WorkflowNode> = { workflow: Workflow; state: ConversationState; turn: TurnState; node: N }

/** The next step of the running turn. Throws where no turn runs: a bug of the caller. */
export function planStep(workflow: Workflow, state: ConversationState): Plan {
  const { turn } = state
  if (!turn) throw new Error('planStep needs a running turn')
  if (state.status !== 'active') return plan({ kind: 'settle' })
  if (turn.kind === 'opening' && turn.node.visit === 0) return plan({ kind: 'enter', nodeId: workflow.initialNode })
  if (turn.hangup === 'exit') return hangUp
  const node = workflow.nodes.get(state.nodeId)
  if (!node) return end('error', 'error_llm', `node "${state.nodeId}" is not in ${workflow.key}`)
  if (turn.node.entered && !turn.node.entryActionsRun && node.onEntry.length > 0)
    return plan({ kind: 'run-entry-actions', actions: node.onEntry })
  return planNode({ workflow, state, turn, node })
}

function planNode({ workflow, state, turn, node }: At<WorkflowNode>): Plan {
  switch (node.type) {
    case 'standard':
      return planStandard({ workflow, state, turn, node })
    case 'retrieve_variable':
      return planRetrieve({ workflow, state, turn, node })
    case 'api_call':
      return planApiCall({ workflow, state, turn, node })
    case 'agent_transfer':
      return planTransfer({ workflow, state, turn, node })
    case 'end_call':
      return planEnd({ workflow, state, turn, node })
    case 'assist':
      return planAssist({ workflow, state, turn, node })
  }
}

function planStandard(at: At<StandardNode>): Plan {
  const { turn, node } = at
  // What was looked up for an answer is answered: the transitions were looked at before the search.
  if (turn.node.found && !turn.node.spoke) return plan(speak(node.says, at))
  if (turn.fresh) return turn.node.answered ? plan({ kind: 'settle' }) : move(at, speak(node.says, at))
  if (turn.node.entered && node.proactive && !turn.node.spoke) return plan(speak(node.says, at))
  if (turn.hangup === 'entry') return hangUp
  if (turn.node.spoke && !node.proactive) return plan({ kind: 'settle' })
  const mustAnswer = turn.kind === 'input' && turn.node.entered && !turn.spoke
  return move(at, mustAnswer && !turn.node.spoke ? speak(node.says, at) : { kind: 'settle' })
}

function planRetrieve(at: At<RetrieveVariableNode>): Plan {
  const { workflow, state, turn, node } = at
  if (!turn.node.understood && (turn.node.entered || turn.fresh)) {
    const globalIntents = turn.fresh ? eligible(workflow, state) : []
    return plan({ kind: 'understand', variables: node.variables, intentsOf: null, globalIntents, search: false })
  }
  if (turn.hangup === 'entry') return hangUp
  return move(at, { kind: 'settle' })
}

function planApiCall(at: At<ApiCallNode>): Plan {
  const { turn, node } = at
  if (turn.node.entered) {
    if (node.staticText !== null && !turn.node.spoke) return plan({ kind: 'say', template: node.staticText })
    if (!turn.node.apiCalled) return plan({ kind: 'call-api', call: node.call })
    if (turn.hangup === 'entry') return hangUp
  }
  return move(at, { kind: 'settle' })
}

function planTransfer({ state, turn, node }: At<AgentTransferNode>): Plan {
  if (node.transferMessage !== null && !turn.node.spoke) return plan({ kind: 'say', template: node.transferMessage })
  if (turn.hangup === 'entry') return hangUp
  if (turn.node.transferFailure !== null) return end('completed', 'error_transfer', turn.node.transferFailure)
  if (state.transfers >= maxTransfers)
    return end('completed', 'error_transfer', `more than ${maxTransfers} transfers in one conversation`)
  return plan({ kind: 'transfer', node })
}

function planEnd(at: At<EndCallNode>): Plan {
  const { turn, node } = at
  if (node.says && !turn.node.spoke) return plan(speak(node.says, at))
  return end('completed', 'agent_hangup', null)
}

function planAssist(at: At<AssistNode>): Plan {
  const { turn, node } = at
  const call = turn.node.pendingCalls[0]
  if (call) return plan({ kind: 'call-tool', call })
  if (turn.node.answered) return plan({ kind: 'settle' })
  if (turn.hangup === 'entry') return hangUp
  const tools = turn.node.toolRounds < node.stepCap ? node.tools : []
  const answer = planSearch(at) ?? { kind: 'reply', prompt: node.prompt, modelOverride: null, tools }
  if (turn.node.toolRounds > 0 || turn.node.found) return plan(answer)
  return move(at, turn.kind === 'input' && !turn.spoke ? answer : { kind: 'settle' })
}

function speak(says: Words, at: At<WorkflowNode>): Step {
  if (says.kind === 'text') return { kind: 'say', template: says.text }
  const modelOverride = at.node.type === 'standard' ? at.node.modelOverride : null
  return planSearch(at) ?? { kind: 'reply', prompt: says.prompt, modelOverride, tools: [] }
}

// Takes the transition that fires; where none does, `otherwise`.
function move(at: At<WorkflowNode>, otherwise: Step): Plan {
  const { workflow, node, state, turn } = at
  const decision = decideTransition(workflow, node, state, turn)
  if (decision.kind === 'ask') {
    const intentsOf = decision.own && node.type === 'standard' ? node : null
    const search = searchable(at) !== null && turn.search === null
    return plan({ kind: 'understand', variables: [], intentsOf, globalIntents: decision.globalIntents, search })
  }
  if (decision.kind === 'stay') return { step: otherwise, weighed: decision.weighed }
  return { step: takeWithinLimits(at, decision.to, decision.condition), weighed: decision.weighed }
}

// Past max_transitions the conversation is forced to an end_call node, or ends in `error` where there is none.
function takeWithinLimits({ workflow, state, turn, node }: At<WorkflowNode>, to: string, condition: string): Step {
  const exitActions = node.onExit
  const within = state.transitions < workflow.maxTransitions && turn.node.visit < maxNodesInOneTurn
  if (within || workflow.nodes.get(to)?.type === 'end_call') return { kind: 'take', to, condition, exitActions }
  const endNode = [...workflow.nodes.values()].find((candidate) => candidate.type === 'end_call')
  if (endNode) return { kind: 'take', to: endNode.id, condition: 'max_transitions', exitActions }
  const detail = `more than ${workflow.maxTransitions} transitions and no end_call node`
  return { kind: 'end', status: 'error', reason: 'error_max_transitions', detail }
}

function plan(step: Step, weighed: readonly Weighed[] = []): Plan {
  return { step, weighed }
}

function end(
  status: 'completed' | 'error',
  reason: 'agent_hangup' | 'error_llm' | 'error_transfer',
  detail: string | null,
): Plan {
  return plan({ kind: 'end', status, reason, detail })
}

const hangUp = end('completed', 'agent_hangup', 'hangup action')
