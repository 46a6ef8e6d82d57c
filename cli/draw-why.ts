import type {
  Classification,
  ModelCall,
  SearchNeed,
  SearchOutcome,
  TurnEvent,
  UnderstoodVariable,
  Weighed,
} from '@/lib/domain/turn-event'
import { shown } from './draw-session'
import type { Piece, Screen } from './screen'
import type { LoggedTurn } from './session-wire'

type Line = Piece[]

/** The decisions of one turn, in the order they were made. */
export function drawWhy(screen: Screen, turn: LoggedTurn): void {
  const attempt = turn.attempt > 1 ? `, attempt ${turn.attempt}` : ''
  const took = turn.latency_ms === null ? '' : `, ${turn.latency_ms}ms`
  screen.line('  ', [`Why, turn ${turn.number}`, 'strong'], ` (${turn.kind}${attempt}): ${turn.status}${took}`)
  for (const { role, content } of turn.messages) if (role === 'user') screen.line('  heard: ', [content, 'good'])
  for (const event of turn.events) for (const line of linesOf(event)) screen.line(...line)
  for (const { role, content, node_id } of turn.messages)
    if (role !== 'user') screen.line(`  said${node_id === null ? '' : ` at ${node_id}`}: `, [content, 'agent'])
}

function linesOf(event: TurnEvent): Line[] {
  switch (event.type) {
    case 'turn-start':
      return [[`  📍 at ${event.nodeName} (${event.nodeId})`]]
    case 'node-entered':
      return [[`  📍 entered ${event.nodeName} (${event.nodeId})`]]
    case 'action-run':
      return [[`    action on ${event.when}: ${event.action.kind}${event.detail === null ? '' : ` (${event.detail})`}`]]
    case 'message-end':
      return [[`    spoke ${event.length} characters from ${event.source}${event.stopped ? ', stopped' : ''}`]]
    case 'input-understood':
      return [
        ...event.understood.variables.map(variableLine),
        ...intentLines('intent', event.understood.intents),
        ...intentLines('global intent', event.understood.globalIntents),
        ...searchLines(event.understood.search ?? null),
      ]
    case 'variables-set':
      return Object.entries(event.values).map(([name, value]) => [
        `    📝 ${name} = `,
        [shown(value), 'found'],
        [` set by ${event.by}`, 'quiet'],
      ])
    case 'transitions-weighed':
      return event.weighed.map(weighedLine)
    case 'transition-taken':
      return [[`  ➡️  ${event.fromName} → ${event.toName}`, [` (${event.condition})`, 'path']]]
    case 'tool-call':
      return [[`    🔧 ${event.call.name} ${JSON.stringify(event.call.args)}`]]
    case 'tool-result':
      return [[`    🔧 ${event.isError ? 'failed' : 'answered'} in ${event.ms}ms: ${event.output}`]]
    case 'api-called':
      return [apiLine(event.outcome)]
    case 'sources-found':
      return [
        [
          `    🔍 "${event.query}": ${outcomes[event.outcome]}, ${event.ms}ms`,
          [event.detail ? ` (${event.detail})` : '', 'bad'],
        ],
        ...event.sources.map(
          ({ title, place, score }): Line => [
            `       ${score.toFixed(2)} ${[title, place].filter(Boolean).join(', ')}`,
          ],
        ),
      ]
    case 'form-changed':
      return [
        [`    ☑ ${event.changes.map(({ kind }) => kind).join(', ')}${event.why === null ? '' : ` (${event.why})`}`],
      ]
    case 'model-call':
      return [modelLine(event.call)]
    case 'agent-transferred':
      return [
        [`  ⇒ agent ${event.agentName ?? event.agentId}${event.failure === null ? '' : `: failed, ${event.failure}`}`],
      ]
    case 'conversation-end':
      return [[`  🏁 ${event.status}: ${event.reason}${event.detail === null ? '' : ` (${event.detail})`}`]]
    case 'turn-error':
      return [['  ', [`✗ ${event.code}: ${event.message}`, 'bad']]]
    case 'text-delta':
    case 'turn-end':
      return []
    default:
      // A newer server may log events that this client has not met.
      event satisfies never
      return []
  }
}

const marks: Record<Weighed['outcome'], Piece> = {
  taken: ['✓', 'good'],
  false: ['✗', 'bad'],
  'not-reached': ['·', 'quiet'],
  suppressed: ['–', 'quiet'],
}

function weighedLine({ target, condition, priority, outcome, evidence, score }: Weighed): Line {
  const because = [score === null ? null : `score ${score.toFixed(2)}`, evidence].filter((part) => part !== null)
  return [
    '    ',
    marks[outcome],
    ` ${condition} → ${target}`,
    [` [${priority}] ${outcome.replace('-', ' ')}`, 'quiet'],
    because.length === 0 ? '' : `: ${because.join(', ')}`,
  ]
}

const origins: Record<UnderstoodVariable['used'], string> = {
  found: 'found',
  default: "the author's default",
  kept: 'kept from before',
  none: 'not found',
}

function variableLine({ name, value, used, raw, method, confidence }: UnderstoodVariable): Line {
  const words = raw === null ? '' : ` in "${raw}"`
  const certainty = confidence === null ? '' : `, ${Math.round(confidence * 100)}% sure`
  const how = used === 'found' ? `${words} by ${method}${certainty}` : ''
  return [`    📝 ${name} = `, [shown(value), 'found'], [` ${origins[used]}${how}`, 'quiet']]
}

function intentLines(kind: string, classification: Classification | null): Line[] {
  if (!classification) return []
  const { threshold, scores } = classification
  return scores.map(({ id, score, evidence }) => [
    '    ',
    score >= threshold ? ['✓', 'good'] : ['✗', 'bad'],
    ` ${kind} ${id}: ${score.toFixed(2)} ${score >= threshold ? '≥' : '<'} ${threshold}`,
    [evidence === null ? '' : ` (${evidence})`, 'quiet'],
  ])
}

function searchLines(search: SearchNeed | null): Line[] {
  return search ? [[`    🔍 ${search.needed ? `to look up: "${search.query}"` : 'nothing to look up'}`]] : []
}

const outcomes: Record<SearchOutcome, string> = {
  found: 'the documents answer',
  'not-said': 'the documents do not say',
  skipped: 'nothing was asked',
  failed: 'could not be searched',
}

function apiLine(outcome: (TurnEvent & { type: 'api-called' })['outcome']): Line {
  const { method, url, status, ok, error, attempts, ms } = outcome
  const tries = attempts > 1 ? `, ${attempts} tries` : ''
  return [
    `    🌐 ${method} ${url} `,
    [status === null ? (error ?? 'no answer') : String(status), ok ? 'good' : 'bad'],
    ` ${ms}ms${tries}`,
  ]
}

function modelLine(call: ModelCall): Line {
  const { purpose, provider, model, ms, firstTokenMs, inputTokens, outputTokens, cost, retries, error } = call
  const tokens = inputTokens === null || outputTokens === null ? '' : `, ${inputTokens} + ${outputTokens} tokens`
  const tries = retries > 0 ? `, ${retries + 1} tries` : ''
  const first = firstTokenMs === null ? '' : ` (first word after ${firstTokenMs}ms)`
  // Prices are a few millionths a token: six digits say something, two would not.
  const price = cost === null ? '' : cost === 0 ? ', free' : `, costs ${cost.toFixed(6)}`
  return [
    `    🤖 ${purpose}: ${provider} ${model} ${ms}ms${first}${tokens}${price}${tries}`,
    error === null ? '' : [` ${error}`, 'bad'],
  ]
}
