// Leaving a node by a transition, for every type of node. Pure.
import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { Weighed } from '@/lib/domain/turn-event'
import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { decideTransition } from './decide-transition'
import { searchable } from './plan-search'
import type { Plan, Step } from './step'

// A workflow whose max_transitions is set very high must not spin one turn for ever.
const maxNodesInOneTurn = 500

export type At<N extends WorkflowNode> = { workflow: Workflow; state: ConversationState; turn: TurnState; node: N }

/** Takes the transition that fires; where none does, `otherwise`. */
export function move(at: At<WorkflowNode>, otherwise: Step): Plan {
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

/** Past max_transitions the conversation is forced to an end_call node, or ends in `error` where there is none. */
export function takeWithinLimits(
  { workflow, state, turn, node }: At<WorkflowNode>,
  to: string,
  condition: string,
): Step {
  const exitActions = node.onExit
  const within = state.transitions < workflow.maxTransitions && turn.node.visit < maxNodesInOneTurn
  if (within || workflow.nodes.get(to)?.type === 'end_call') return { kind: 'take', to, condition, exitActions }
  const endNode = [...workflow.nodes.values()].find((candidate) => candidate.type === 'end_call')
  if (endNode) return { kind: 'take', to: endNode.id, condition: 'max_transitions', exitActions }
  const detail = `more than ${workflow.maxTransitions} transitions and no end_call node`
  return { kind: 'end', status: 'error', reason: 'error_max_transitions', detail }
}

export function plan(step: Step, weighed: readonly Weighed[] = []): Plan {
  return { step, weighed }
}
