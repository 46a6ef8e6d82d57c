import type { ModelCall } from '@/lib/domain/turn-event'
import type { CallMeter } from './call-meter'
import type { ModelProvider } from './model-provider'
import { type Move, planRetry } from './plan-retry'
import { ProviderFailure, toFailure } from './provider-failure'
import type { ChatMessage, Quirk } from './request-quirks'

export type Try = { model: string; refused: ReadonlySet<Quirk>; correction: readonly ChatMessage[] }

type Call = {
  purpose: ModelCall['purpose']
  /** In the order they are asked: retries belong to the first, each of the others is asked once. */
  models: readonly string[]
  signal: AbortSignal
  meter: CallMeter
}

/**
 * The one retry loop: `attempt` until it succeeds, as `planRetry` says. Throws the last ProviderFailure, or the signal's
 * reason once it is aborted.
 */
export async function tryModels<T>(
  provider: ModelProvider,
  call: Call,
  attempt: (once: Try) => Promise<T>,
): Promise<T> {
  let last: ProviderFailure | null = null
  for (const [position, model] of call.models.entries()) {
    const limits = position === 0 ? provider.limits : { ...provider.limits, maxWaits: 0, maxCorrections: 0 }
    const adapted = new Set(provider.refused.get(model))
    const spent = { waits: 0, corrections: 0, adapted }
    let correction: readonly ChatMessage[] = []
    let move: Move
    do {
      const outcome = await tryOnce(provider, call, { model, refused: adapted, correction }, attempt)
      if ('value' in outcome) {
        provider.refused.set(model, adapted)
        return outcome.value
      }
      last = outcome.failure
      move = planRetry(last.reaction, spent, limits, Math.random())
      const { purpose } = call
      provider.log.warn('model call failed', {
        provider: provider.name,
        model,
        purpose,
        error: last.message,
        next: move.kind,
      })
      if (move.kind === 'give-up') throw last
      if (move.kind === 'wait') {
        spent.waits += 1
        await pause(provider, move.ms, call.signal)
      } else if (move.kind === 'ask-again') {
        spent.corrections += 1
        correction = move.correction
      } else if (move.kind === 'adapt') adapted.add(move.refused)
    } while (move.kind !== 'next-model')
  }
  throw last ?? new ProviderFailure('no model is set up', { kind: 'give-up' })
}

async function tryOnce<T>(
  provider: ModelProvider,
  { signal, meter }: Call,
  once: Try,
  attempt: (once: Try) => Promise<T>,
): Promise<{ value: T } | { failure: ProviderFailure }> {
  signal.throwIfAborted()
  const pass = provider.breaker.admit(`${provider.address} ${once.model}`)
  if (!pass) return { failure: new ProviderFailure('not asked: it failed too often', { kind: 'other-model' }) }
  meter.tried(once.model)
  try {
    const value = await attempt(once)
    pass.succeeded()
    return { value }
  } catch (error) {
    const failure = signal.aborted ? null : toFailure(error, provider.clock.now())
    if (!failure) {
      pass.abandoned()
      signal.throwIfAborted()
      throw error
    }
    const { reaction } = failure
    if (reaction.kind === 'wait' && reaction.isOutage) pass.failed()
    else if (reaction.kind === 'wait') pass.abandoned()
    else pass.succeeded()
    return { failure }
  }
}

async function pause(provider: ModelProvider, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await provider.wait(ms, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  }
}
