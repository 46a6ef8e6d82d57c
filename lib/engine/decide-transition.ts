import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { Weighed } from '@/lib/domain/turn-event'
import type { Condition, GlobalIntent, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { judge, type Verdict } from './conditions'
import { sensitiveFields } from './sensitive-fields'

export type Decision =
  | { kind: 'take'; to: string; condition: string; weighed: Weighed[] }
  /** A classification is missing: ask for it, then decide again. */
  | { kind: 'ask'; own: boolean; globalIntents: readonly GlobalIntent[] }
  | { kind: 'stay'; weighed: Weighed[] }

type Candidate = { target: string; condition: string; priority: number; verdict: Verdict }

/**
 * Global intents first, then the node's own transitions by priority; the first that is not false decides. `barred`: why no
 * global intent may fire now. Pure.
 */
export function decideTransition(
  workflow: Workflow,
  node: Pick<WorkflowNode, 'transitions'>,
  state: ConversationState,
  turn: TurnState,
  barred: string | null = null,
): Decision {
  const global = turn.fresh ? globalCandidates(workflow, state, turn, barred) : []
  const own = node.transitions.map(
    (transition): Candidate => ({
      target: transition.target,
      condition: transition.condition.text,
      priority: transition.priority,
      verdict: withoutSensitive(transition.condition, workflow, judge(transition.condition, state, turn)),
    }),
  )
  const first = [...global, ...own].find(isOpen)
  if (first?.verdict.holds === 'unknown') {
    return {
      kind: 'ask',
      own: own.find(isOpen)?.verdict.holds === 'unknown',
      globalIntents: turn.node.globalIntents ? [] : eligible(workflow, state),
    }
  }
  const weighed = record([...global, ...own], first)
  return first ? { kind: 'take', to: first.target, condition: first.condition, weighed } : { kind: 'stay', weighed }
}

// What was compared is not told where it is a sensitive answer.
function withoutSensitive(condition: Condition, workflow: Workflow, verdict: Verdict): Verdict {
  const names = 'names' in condition ? condition.names : condition.kind === 'variable-equals' ? [condition.name] : []
  const isSensitive = names.length > 0 && sensitiveFields(workflow).some(({ id }) => names.includes(id))
  return isSensitive ? { ...verdict, evidence: 'a sensitive answer' } : verdict
}

/** Global intents that may fire from where the conversation stands. */
export function eligible(workflow: Workflow, state: ConversationState): GlobalIntent[] {
  if (!workflow.globalIntentConfig.enabled) return []
  return workflow.globalIntents.filter((intent) => ineligibility(intent, state.nodeId) === null)
}

function ineligibility(intent: GlobalIntent, nodeId: string): string | null {
  if (intent.targetNode === nodeId) return 'already in its target'
  if (intent.activeFromNodes && !intent.activeFromNodes.includes(nodeId)) return 'not active from this node'
  if (intent.excludedFromNodes?.includes(nodeId)) return 'excluded from this node'
  return null
}

// Among those at or above the threshold the highest priority wins, then the highest score.
function globalCandidates(
  workflow: Workflow,
  state: ConversationState,
  turn: TurnState,
  allBarred: string | null,
): Candidate[] {
  if (!workflow.globalIntentConfig.enabled || !turn.text?.trim()) return []
  const found = turn.node.globalIntents
  const scoreOf = (intent: GlobalIntent) => found?.scores.find((score) => score.id === intent.id)
  const winner = eligible(workflow, state)
    .filter((intent) => found && (scoreOf(intent)?.score ?? 0) >= found.threshold)
    .sort((a, b) => b.priority - a.priority || (scoreOf(b)?.score ?? 0) - (scoreOf(a)?.score ?? 0))[0]
  const candidates = workflow.globalIntents.map((intent): Candidate => {
    const barred = ineligibility(intent, state.nodeId) ?? allBarred
    const score = scoreOf(intent)
    const verdict: Verdict = barred
      ? { holds: 'suppressed', evidence: barred, score: null }
      : !found
        ? { holds: 'unknown', evidence: null, score: null }
        : { holds: intent === winner, evidence: score?.evidence ?? null, score: score?.score ?? null }
    return { target: intent.targetNode, condition: `global_intent:${intent.id}`, priority: intent.priority, verdict }
  })
  return candidates.sort((a, b) => b.priority - a.priority)
}

function isOpen(candidate: Candidate): boolean {
  return candidate.verdict.holds === true || candidate.verdict.holds === 'unknown'
}

function record(candidates: readonly Candidate[], taken: Candidate | undefined): Weighed[] {
  let reached = true
  return candidates.map((candidate) => {
    const { target, condition, priority, verdict } = candidate
    const before = reached
    if (candidate === taken) reached = false
    const outcome =
      candidate === taken ? 'taken' : !before ? 'not-reached' : verdict.holds === 'suppressed' ? 'suppressed' : 'false'
    return { target, condition, priority, outcome, evidence: verdict.evidence, score: verdict.score }
  })
}
