import { z } from 'zod'
import type { CallContext } from '@/lib/domain/language'
import type { CallMeter } from './call-meter'
import type { ModelProvider } from './model-provider'
import { outage, toFailure } from './provider-failure'
import { reportedCall } from './reported-call'
import { watchSilence } from './watch-silence'

const batchSize = 128

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()).min(1) })),
  usage: z.object({ prompt_tokens: z.number() }).nullish().catch(null),
})

/** One vector of unit length a text, in their order. Throws AppError MODEL_UNAVAILABLE, or the signal's reason once it is aborted. */
export async function embedTexts(
  provider: ModelProvider,
  model: string,
  texts: readonly string[],
  call: CallContext,
): Promise<Float32Array[]> {
  if (texts.length === 0) return []
  const done: Float32Array[] = []
  return reportedCall(provider, { purpose: 'embed', models: [model] }, call, async (_, meter) => {
    // A try that is repeated goes on with the batch that failed.
    while (done.length < texts.length) {
      const batch = texts.slice(done.length, done.length + batchSize)
      done.push(...(await embedBatch(provider, model, batch, call, meter)))
    }
    return done
  })
}

async function embedBatch(
  provider: ModelProvider,
  model: string,
  batch: readonly string[],
  call: CallContext,
  meter: CallMeter,
): Promise<Float32Array[]> {
  const watch = watchSilence(call.signal)
  watch.listen(provider.timeouts.answerMs)
  try {
    const answer = answerSchema.safeParse(await provider.wire.embed({ model, input: [...batch] }, watch.signal))
    if (!answer.success || answer.data.data.length !== batch.length) throw outage('the vectors have an unknown shape')
    const { data, usage } = answer.data
    if (usage) meter.used(model, { inputTokens: usage.prompt_tokens, outputTokens: 0 })
    return data
      .map(({ index, embedding }, position) => ({ place: index ?? position, embedding }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ embedding }) => unitVector(embedding))
  } catch (error) {
    throw watch.verdict() ?? toFailure(error, provider.clock.now()) ?? outage('the answer was cut off')
  } finally {
    watch.close()
  }
}

function unitVector(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values)
  if (!Number.isFinite(length) || length === 0) throw outage('a vector without a direction')
  return Float32Array.from(values, (value) => value / length)
}
