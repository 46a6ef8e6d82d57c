import type { TurnEvent } from '@/lib/domain/turn-event'
import type { StepContext } from './step-context'

/** What this visit's earlier replies asked for and what came back, in order. */
export function toolRounds({ events }: Pick<StepContext, 'events'>) {
  const visit = events.slice(events.findLastIndex((event) => event.type === 'node-entered') + 1)
  return visit.flatMap((event) => {
    if (event.type !== 'tool-call') return []
    const result = visit.find((other): other is TurnEvent & { type: 'tool-result' } => {
      return other.type === 'tool-result' && other.callId === event.call.id
    })
    if (!result) return []
    const { output, isError, table } = result
    return [{ call: event.call, output, isError, ...(table ? { table } : {}) }]
  })
}
