import type { CallContext } from '@/lib/domain/language'
import type { ModelCall } from '@/lib/domain/turn-event'
import { type CallMeter, startMeter } from './call-meter'
import type { ModelProvider } from './model-provider'
import { modelUnavailable, toFailure } from './provider-failure'
import { type Try, tryModels } from './try-models'

/**
 * A call whose answer comes whole, accounted once over all its tries.
 * Throws AppError MODEL_UNAVAILABLE, or the signal's reason once it is aborted.
 */
export async function reportedCall<T>(
  provider: ModelProvider,
  asked: { purpose: ModelCall['purpose']; models: readonly string[] },
  call: CallContext,
  attempt: (once: Try, meter: CallMeter) => Promise<T>,
): Promise<T> {
  const { signal } = call
  signal.throwIfAborted()
  const { purpose, models } = asked
  const meter = startMeter({ ...provider, purpose, provider: provider.name, model: models[0] ?? '' })
  let error: string | null = 'failed'
  try {
    const value = await tryModels(provider, { purpose, models, signal, meter }, (once) => attempt(once, meter))
    error = null
    return value
  } catch (cause) {
    if (signal.aborted) error = 'stopped'
    signal.throwIfAborted()
    const failure = toFailure(cause, provider.clock.now())
    if (!failure) throw cause
    error = failure.message
    throw modelUnavailable(failure)
  } finally {
    call.report(meter.finish(error))
  }
}
