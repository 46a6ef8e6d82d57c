// What a node that answers with tools may do next. Pure.
import type { ConversationState } from '@/lib/domain/conversation'
import { identityIn } from '@/lib/domain/data-tools'
import type { AssistNode, ToolSpec } from '@/lib/domain/workflow'
import { type At, move, plan } from './plan-move'
import { planSearch } from './plan-search'
import type { Plan, Step } from './step'

/** One attempt, and one to repair it. */
const maxToolErrors = 2

const unread = 'I could not read the data for that. Please ask in another way, or about something else.'

/** `hangUp`: the plan for where the entry into this node ends the conversation. */
export function planAssist(at: At<AssistNode>, hangUp: Plan): Plan {
  const { workflow, state, turn, node } = at
  const call = turn.node.pendingCalls[0]
  const allowed = allowedTools(node, state)
  if (call) {
    const isOffered = allowed.some(({ name }) => name === call.name)
    return plan({ kind: 'call-tool', call, node, isOffered })
  }
  if (turn.node.answered) return plan({ kind: 'settle' })
  if (turn.hangup === 'entry') return hangUp
  const answer = answerStep(at, allowed)
  if (turn.node.toolRounds > 0 || turn.node.found) return plan(answer)
  const { greeting } = workflow.ownWords
  if (turn.kind === 'opening' && greeting && !turn.spoke) return plan({ kind: 'say', template: greeting })
  return move(at, turn.kind === 'input' && !turn.spoke ? answer : { kind: 'settle' })
}

function answerStep(at: At<AssistNode>, allowed: readonly ToolSpec[]): Step {
  const { turn, node } = at
  const reply = { kind: 'reply', prompt: node.prompt, modelOverride: null } as const
  // A model that was refused twice would make its answer up.
  if ((turn.node.toolErrors ?? 0) >= maxToolErrors)
    return { ...reply, tools: [], phrase: { words: unread, isQuoted: false } }
  const tools = turn.node.toolRounds < node.stepCap ? allowed : []
  return planSearch(at) ?? { ...reply, tools }
}

// What needs to know who speaks waits until the conversation does.
function allowedTools({ tools, dataSource }: AssistNode, { variables, turn }: ConversationState): readonly ToolSpec[] {
  // Nothing that stands in a document reaches a tool: an answer has the one or the other.
  if (turn?.node.found?.outcome === 'found') return []
  const isKnown = dataSource !== undefined && identityIn(variables, dataSource) !== null
  return tools.filter(({ needsIdentity }) => !needsIdentity || isKnown)
}
