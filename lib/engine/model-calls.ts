import type { CallContext } from '@/lib/domain/language'
import type { ModelCall, TurnEventBody } from '@/lib/domain/turn-event'
import type { StepContext } from './step-context'

/** The context of one Language call, and the events of the model calls that it reports. */
export function collectCalls({ tenantId, workflow, ports, turn, signal }: StepContext): {
  context: CallContext
  events(): TurnEventBody[]
} {
  const made: ModelCall[] = []
  const timeZone = workflow.timeZone ?? ports.timeZone
  const country = workflow.country ?? ports.country
  return {
    context: { signal, tenantId, now: turn.at, timeZone, country, report: (call) => made.push(call) },
    events: () => made.splice(0).map((call) => ({ type: 'model-call', call })),
  }
}
