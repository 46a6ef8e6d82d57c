// A turn in contract 1's words, from its events and messages alone: a repeated answer comes out the same.
import type { z } from 'zod'
import { publicVariables, type Turn } from '@/lib/domain/conversation'
import type { Json } from '@/lib/domain/json'
import { modelTimeMs } from '@/lib/domain/model-time'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { messageAnswer, transitionInfo } from './session-schemas'

type Place = { id: string; name: string }

/** Contract 1, Send Message (response). */
export function messageAnswerOf(turn: Turn): z.output<typeof messageAnswer> {
  const transitions = transitionsOf(turn.events)
  const start = startOf(turn)
  const previous = { id: start.nodeId, name: start.nodeName }
  const now = lastPlace(turn.events) ?? previous
  return {
    response: spokenText(turn),
    node_id: now.id,
    node_name: now.name,
    previous_node_id: previous.id,
    previous_node_name: previous.name,
    transitions,
    transition: transitions.at(-1) ?? null,
    extracted_variables: extractedVariables(turn.events),
    session_ended: turn.events.some((event) => event.type === 'conversation-end'),
    turn_number: start.inputNumber,
    latency_ms: modelTimeMs(turn.events),
  }
}

/** The node the conversation began in, and the one the opening came to. */
export function openingPlaces(turn: Turn): { first: Place; last: Place } {
  const start = startOf(turn)
  const entered = turn.events.flatMap(placeEntered)
  const first = entered[0] ?? { id: start.nodeId, name: start.nodeName }
  return { first, last: entered.at(-1) ?? first }
}

export function transitionsOf(events: readonly TurnEvent[]): z.output<typeof transitionInfo>[] {
  return events.flatMap((event) => {
    if (event.type !== 'transition-taken') return []
    const { from, fromName, to, toName, condition } = event
    return [{ from_node: from, from_node_name: fromName, to_node: to, to_node_name: toName, condition }]
  })
}

/** Everything said in the turn, its parts joined by one space. */
export function spokenText(turn: Turn): string {
  return turn.messages
    .filter((message) => message.role === 'assistant')
    .map((message) => message.content)
    .join(' ')
}

function startOf(turn: Turn): TurnEvent & { type: 'turn-start' } {
  const start = turn.events[0]
  if (start?.type !== 'turn-start') throw new Error(`turn ${turn.id} does not begin with turn-start`)
  return start
}

function placeEntered(event: TurnEvent): Place[] {
  return event.type === 'node-entered' ? [{ id: event.nodeId, name: event.nodeName }] : []
}

function lastPlace(events: readonly TurnEvent[]): Place | undefined {
  return events.flatMap(placeEntered).at(-1)
}

// What this turn learned; a value kept from before is not news.
function extractedVariables(events: readonly TurnEvent[]): Record<string, Json> | null {
  const learned: Record<string, Json> = {}
  for (const event of events) {
    if (event.type === 'variables-set') Object.assign(learned, event.values)
    if (event.type !== 'input-understood') continue
    for (const { name, value, used } of event.understood.variables)
      if (value !== null && (used === 'found' || used === 'default')) learned[name] = value
  }
  const shown = publicVariables(learned)
  return Object.keys(shown).length > 0 ? shown : null
}
