import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import type { ConversationState } from '@/lib/domain/conversation'
import type { JsonObject } from '@/lib/domain/json'
import type { TurnEventBody, TurnKind, Understood } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'

const startedAt = 1_700_000_000_000

/** The state of a conversation whose turn of this kind has begun at its node, after these events of it. */
export function atTurn(
  workflow: Workflow,
  kind: TurnKind,
  text: string | null,
  events: readonly TurnEventBody[] = [],
  before: Partial<ConversationState> = {},
  at = startedAt,
): ConversationState {
  const state = { ...newConversation(workflow.key, workflow.initialNode, startedAt), ...before }
  const start: TurnEventBody = {
    type: 'turn-start',
    turnId: '0190b8a0-0000-7000-8000-000000000001',
    number: 2,
    attempt: 1,
    kind,
    messageId: text === null ? null : 'm',
    text,
    nodeId: state.nodeId,
    nodeName: state.nodeId,
    inputNumber: state.inputs + 1,
  }
  return [start, ...events].reduce((folded, event) => applyEvent(folded, { at, ...event }), state)
}

export const enters = (nodeId: string): TurnEventBody => ({ type: 'node-entered', nodeId, nodeName: nodeId })

export const takes = (from: string, to: string, condition = 'always'): TurnEventBody[] => [
  { type: 'transition-taken', transitionId: 't', from, fromName: from, to, toName: to, condition },
  enters(to),
]

export const spoke = (nodeId: string, length = 5): TurnEventBody => ({
  type: 'message-end',
  messageId: 'a',
  nodeId,
  source: 'static',
  stopped: false,
  length,
})

export const understood = (nodeId: string, found: Partial<Understood>): TurnEventBody => ({
  type: 'input-understood',
  nodeId,
  understood: { variables: [], intents: null, globalIntents: null, ...found },
})

export const found = (values: JsonObject): Pick<Understood, 'variables'> => ({
  variables: Object.entries(values).map(([name, value]) => ({
    name,
    value,
    used: value === null ? ('none' as const) : ('found' as const),
    raw: null,
    messageId: null,
    method: 'test',
    confidence: 1,
  })),
})

export const scored = (threshold: number, scores: Readonly<Record<string, number>>) => ({
  threshold,
  scores: Object.entries(scores)
    .map(([id, score]) => ({ id, score, evidence: null }))
    .sort((a, b) => b.score - a.score),
})
