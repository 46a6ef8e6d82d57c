import type { TurnEventBody } from '@/lib/domain/turn-event'
import { collectCalls } from './model-calls'
import type { Step } from './step'
import type { StepContext } from './step-context'

/** Looks the query up. A base that is not there is an outcome; what the search itself throws fails the turn. */
export async function* performSearch(
  step: Step & { kind: 'search' },
  context: StepContext,
): AsyncGenerator<TurnEventBody> {
  const { tenantId, state, ports, signal } = context
  const calls = collectCalls(context)
  const started = ports.clock.monotonic()
  try {
    const found = await ports.searchKnowledge({ tenantId, ...step }, { signal, report: calls.context.report })
    yield* calls.events()
    const ms = Math.round(ports.clock.monotonic() - started)
    yield { type: 'sources-found', nodeId: state.nodeId, query: step.query, ...found, ms }
  } catch (error) {
    yield* calls.events()
    throw error
  }
}
