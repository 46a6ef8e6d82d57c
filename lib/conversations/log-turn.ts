import type { Conversation } from '@/lib/domain/conversation'
import type { Log } from '@/lib/domain/log'
import type { TurnEvent } from '@/lib/domain/turn-event'

/** Contract 1, Debug Logging: its patterns as structured records at DEBUG. Never the visitor's words or values. */
export function logTurn(
  log: Log,
  conversation: Pick<Conversation, 'externalId'>,
  turn: { number: number },
  events: readonly TurnEvent[],
): void {
  const about = { session: conversation.externalId, turn: turn.number }
  for (const event of events)
    for (const [message, fields] of patterns(event)) log.debug(message, { ...about, ...fields })
}

type Pattern = [message: string, fields: Record<string, string | number | boolean | null | readonly string[]>]

function patterns(event: TurnEvent): Pattern[] {
  switch (event.type) {
    case 'turn-start':
      return event.kind === 'input'
        ? [['📥 User message', { input: event.inputNumber, characters: event.text?.length ?? 0 }]]
        : []
    case 'transitions-weighed':
      return event.weighed
        .filter((weighed) => weighed.outcome === 'taken' || weighed.outcome === 'false')
        .map(({ condition, target, outcome }) => ['Pattern match', { node: event.nodeId, condition, target, outcome }])
    case 'transition-taken':
      return [['➡️ TRANSITION', { from: event.from, to: event.to, condition: event.condition }]]
    case 'message-end':
      return event.source === 'static'
        ? [['📝 Variable substitution', { node: event.nodeId, characters: event.length }]]
        : [['🤖 Generated LLM response', { node: event.nodeId, characters: event.length, source: event.source }]]
    case 'input-understood':
      return understood(event)
    case 'conversation-end':
      return [['🏁 Session ended', { status: event.status, reason: event.reason }]]
    default:
      return []
  }
}

function understood({ nodeId, understood }: TurnEvent & { type: 'input-understood' }): Pattern[] {
  const { variables } = understood
  const asked = [understood.intents, understood.globalIntents].flatMap((found) => found ?? [])
  const intents = asked.map((found): Pattern => {
    const best = found.scores[0]
    return ['Intent classification', { node: nodeId, best: best?.id ?? null, score: best?.score ?? null }]
  })
  if (variables.length === 0) return intents
  const found = variables.filter((variable) => variable.used === 'found').map((variable) => variable.name)
  return [
    ...intents,
    ['🔍 Batch Extracting', { node: nodeId, variables: variables.map((variable) => variable.name) }],
    ['✅ Batch extraction completed', { node: nodeId, found }],
  ]
}
