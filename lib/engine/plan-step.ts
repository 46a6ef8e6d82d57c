// What happens next in a turn: a pure function of the workflow and the folded state. No clock, no model, no table.
import type { ConversationState } from '@/lib/domain/conversation'
import type {
  AgentTransferNode,
  ApiCallNode,
  EndCallNode,
  RetrieveVariableNode,
  StandardNode,
  Words,
  Workflow,
  WorkflowNode,
} from '@/lib/domain/workflow'
import { eligible } from './decide-transition'
import { planAssist } from './plan-assist'
import { planCollect } from './plan-collect'
import { type At, move, plan } from './plan-move'
import { planSearch } from './plan-search'
import type { Plan, Step } from './step'

const maxTransfers = 3

/** The next step of the running turn. Throws where no turn runs: a bug of the caller. */
export function planStep(workflow: Workflow, state: ConversationState): Plan {
  const { turn } = state
  if (!turn) throw new Error('planStep needs a running turn')
  if (state.status !== 'active') return plan({ kind: 'settle' })
  const opens = turn.kind === 'opening' || turn.kind === 'reset'
  if (opens && turn.node.visit === 0) return plan({ kind: 'enter', nodeId: workflow.initialNode })
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
      return planAssist({ workflow, state, turn, node }, hangUp)
    case 'collect':
      return turn.hangup === 'entry' && turn.node.formMoved ? hangUp : planCollect({ workflow, state, turn, node })
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

function speak(says: Words, at: At<WorkflowNode>): Step {
  if (says.kind === 'text') return { kind: 'say', template: says.text }
  const modelOverride = at.node.type === 'standard' ? at.node.modelOverride : null
  return planSearch(at) ?? { kind: 'reply', prompt: says.prompt, modelOverride, tools: [] }
}

function end(
  status: 'completed' | 'error',
  reason: 'agent_hangup' | 'error_llm' | 'error_transfer',
  detail: string | null,
): Plan {
  return plan({ kind: 'end', status, reason, detail })
}

const hangUp = end('completed', 'agent_hangup', 'hangup action')
