import type { FormChange } from '@/lib/domain/form'
import type {
  ApiOutcome,
  Classification,
  Source,
  TurnEvent,
  UnderstoodVariable,
  Weighed,
} from '@/lib/domain/turn-event'
import { tableView } from './table-view'
import type { TableView } from './wire'

/** What happened in a turn, in its order, as the debug panel tells it. */
export type WhyStep =
  | { kind: 'at'; nodeId: string; nodeName: string }
  | { kind: 'transition'; taken: Taken; notTaken: readonly Weighed[] }
  /** Ways on were looked at, and none was taken. */
  | { kind: 'stayed'; nodeId: string; notTaken: readonly Weighed[] }
  | { kind: 'variable'; variable: UnderstoodVariable }
  /** What a form did: `moves` beside the answers it took. */
  | { kind: 'form'; moves: readonly Exclude<FormChange, { kind: 'answered' }>[]; why: string | null }
  | { kind: 'set'; name: string; value: unknown; by: string }
  | { kind: 'intents'; scope: 'node' | 'global'; classification: Classification }
  | {
      kind: 'tool'
      name: string
      args: unknown
      output: string | null
      isError: boolean
      ms: number | null
      table: TableView | null
    }
  | { kind: 'api'; outcome: ApiOutcome }
  | { kind: 'sources'; query: string; outcome: string; detail: string | null; ms: number; sources: readonly Source[] }
  | { kind: 'action'; when: 'entry' | 'exit'; action: string; detail: string | null }
  | { kind: 'transfer'; agent: string; failure: string | null }
  | { kind: 'said'; messageId: string; source: string; length: number; isStopped: boolean }
  | { kind: 'end'; status: string; reason: string; detail: string | null }
  | { kind: 'error'; code: string; message: string }

type Taken = {
  from: string
  fromName: string
  to: string
  toName: string
  condition: string
  evidence: string | null
  score: number | null
}

/** Something that took time. Starts are counted from the turn's own, in milliseconds. */
export type Bar = {
  kind: 'model' | 'tool' | 'source'
  name: string
  by: string | null
  startMs: number
  ms: number
  firstTokenMs: number | null
  tokens: { input: number; output: number } | null
  cost: number | null
  retries: number
  error: string | null
}

export type Why = {
  steps: readonly WhyStep[]
  bars: readonly Bar[]
  /** From its first event to its last. */
  ms: number
  /** Null where no price is known. */
  cost: number | null
  /** What the visitor said in it. */
  inputId: string | null
}

/** Pure and total: kinds of event that are not known here are left out. */
export function whyOfTurn(events: readonly TurnEvent[]): Why {
  const start = events[0]?.at ?? 0
  const bars = events.flatMap((event) => barOf(event, events, start))
  const costs = bars.flatMap(({ cost }) => cost ?? [])
  const [first] = events
  return {
    steps: stepsOf(events),
    bars,
    ms: Math.max(0, (events.at(-1)?.at ?? start) - start),
    cost: costs.length > 0 ? costs.reduce((sum, cost) => sum + cost, 0) : null,
    inputId: first?.type === 'turn-start' ? first.messageId : null,
  }
}

function stepsOf(events: readonly TurnEvent[]): WhyStep[] {
  const steps: WhyStep[] = []
  // Looked at, and not yet known whether one of them was taken: actions may run in between.
  let open: { nodeId: string; weighed: readonly Weighed[]; place: number } | null = null
  const close = () => {
    if (open && open.weighed.length > 0)
      steps.splice(open.place, 0, { kind: 'stayed', nodeId: open.nodeId, notTaken: open.weighed })
    open = null
  }
  for (const event of events) {
    if (event.type === 'transitions-weighed') {
      close()
      open = { nodeId: event.nodeId, weighed: event.weighed, place: steps.length }
    } else if (event.type === 'transition-taken') {
      steps.push(transition(event, open?.weighed ?? []))
      open = null
    } else {
      steps.push(...otherSteps(event, events))
    }
  }
  close()
  return steps
}

function transition(event: TurnEvent & { type: 'transition-taken' }, weighed: readonly Weighed[]): WhyStep {
  const { from, fromName, to, toName, condition } = event
  const taken = weighed.find(({ outcome }) => outcome === 'taken')
  return {
    kind: 'transition',
    taken: { from, fromName, to, toName, condition, evidence: taken?.evidence ?? null, score: taken?.score ?? null },
    notTaken: weighed.filter((one) => one !== taken),
  }
}

function otherSteps(event: TurnEvent, events: readonly TurnEvent[]): WhyStep[] {
  switch (event.type) {
    case 'turn-start':
      return [{ kind: 'at', nodeId: event.nodeId, nodeName: event.nodeName }]
    case 'input-understood': {
      const { variables, intents, globalIntents } = event.understood
      return [
        ...variables.map((variable): WhyStep => ({ kind: 'variable', variable })),
        ...intentSteps('node', intents),
        ...intentSteps('global', globalIntents),
      ]
    }
    case 'variables-set':
      return Object.entries(event.values).map(([name, value]) => ({ kind: 'set', name, value, by: event.by }))
    case 'form-changed':
      return formSteps(event)
    case 'tool-call': {
      const result = events.find((other) => other.type === 'tool-result' && other.callId === event.call.id)
      const { output, isError, ms } =
        result?.type === 'tool-result' ? result : { output: null, isError: false, ms: null }
      const table = result?.type === 'tool-result' && result.table ? tableView(result.table) : null
      return [{ kind: 'tool', name: event.call.name, args: event.call.args, output, isError, ms, table }]
    }
    case 'api-called':
      return [{ kind: 'api', outcome: event.outcome }]
    case 'sources-found': {
      const { query, outcome, detail, ms, sources } = event
      return [{ kind: 'sources', query, outcome, detail, ms, sources }]
    }
    case 'action-run':
      return [{ kind: 'action', when: event.when, action: event.action.kind, detail: event.detail }]
    case 'agent-transferred':
      return [{ kind: 'transfer', agent: event.agentName ?? event.agentId, failure: event.failure }]
    case 'message-end': {
      const { messageId, source, length, stopped: isStopped } = event
      return [{ kind: 'said', messageId, source, length, isStopped }]
    }
    case 'conversation-end':
      return [{ kind: 'end', status: event.status, reason: event.reason, detail: event.detail }]
    case 'turn-error':
      return [{ kind: 'error', code: event.code, message: event.message }]
    default:
      return []
  }
}

function intentSteps(scope: 'node' | 'global', classification: Classification | null): WhyStep[] {
  return classification && classification.scores.length > 0 ? [{ kind: 'intents', scope, classification }] : []
}

// Answers are told as what was found in the visitor's words.
function formSteps({ changes, why }: TurnEvent & { type: 'form-changed' }): WhyStep[] {
  const answers = changes.flatMap((change): WhyStep[] => {
    if (change.kind !== 'answered') return []
    const { field: name, value, by, raw, messageId, method, confidence } = change
    const used = by === 'default' ? 'default' : 'found'
    return [{ kind: 'variable', variable: { name, value, used, raw, messageId, method, confidence } }]
  })
  const moves = changes.filter((change) => change.kind !== 'answered')
  return moves.length > 0 || why !== null ? [...answers, { kind: 'form', moves, why }] : answers
}

// An event is told when the thing is over: its start lies before it.
function barOf(event: TurnEvent, events: readonly TurnEvent[], start: number): Bar[] {
  const bar = (kind: Bar['kind'], name: string, ms: number, more: Partial<Bar> = {}): Bar[] => [
    {
      ...{ kind, name, ms, by: null, firstTokenMs: null, tokens: null, cost: null, retries: 0, error: null },
      startMs: Math.max(0, event.at - start - ms),
      ...more,
    },
  ]
  switch (event.type) {
    case 'model-call': {
      const { purpose, provider, model, ms, inputTokens, outputTokens, firstTokenMs, cost, retries, error } = event.call
      const tokens =
        inputTokens === null && outputTokens === null ? null : { input: inputTokens ?? 0, output: outputTokens ?? 0 }
      return bar('model', purpose, ms, { by: `${provider} ${model}`, tokens, firstTokenMs, cost, retries, error })
    }
    case 'tool-result': {
      const call = events.find((other) => other.type === 'tool-call' && other.call.id === event.callId)
      const name = call?.type === 'tool-call' ? call.call.name : 'tool'
      return bar('tool', name, event.ms, { error: event.isError ? event.output : null })
    }
    case 'api-called': {
      const { method, ms, attempts, error } = event.outcome
      return bar('tool', method, ms, { retries: Math.max(0, attempts - 1), error })
    }
    case 'sources-found':
      return bar('source', 'search', event.ms)
    default:
      return []
  }
}
