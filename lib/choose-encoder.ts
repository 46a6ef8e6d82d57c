import type { Clock } from '@/lib/domain/clock'
import type { SentenceEncoder } from '@/lib/domain/knowledge'
import type { Log } from '@/lib/domain/log'
import type { Env } from '@/lib/env'
import { createModelEncoder } from '@/lib/language/model/create-model-encoder'
import { createModelLanguage } from '@/lib/language/model/create-model-language'
import { readModelPrices } from '@/lib/language/model/read-model-prices'

/** Of documents and questions to them: the configured embedding model, or the embedded encoder. Throws BAD_REQUEST for unreadable prices. */
export function chooseEncoder(
  env: Env,
  embedded: SentenceEncoder,
  { clock, log }: { clock: Clock; log: Log },
): SentenceEncoder {
  const model = env.OPENAI_EMBEDDING_MODEL
  const hasServer = env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined
  if (!model || !hasServer || env.LANGUAGE === 'scripted') return embedded
  const baseUrl = env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1'
  const language = createModelLanguage({
    ...{ baseUrl, apiKey: env.OPENAI_API_KEY ?? null, model, embeddingModel: model, clock, log },
    prices: readModelPrices(env.MODEL_PRICES),
    timeouts: { firstChunkMs: 30_000, idleMs: 20_000, answerMs: 45_000 },
  })
  const name = `${new URL(baseUrl).host}/${model}`
  return createModelEncoder(language, { name, clock, timeZone: env.DEFAULT_TIME_ZONE, country: env.DEFAULT_COUNTRY })
}
