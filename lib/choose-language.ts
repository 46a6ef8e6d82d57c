import type { Clock } from '@/lib/domain/clock'
import type { GuardedFetch } from '@/lib/domain/egress'
import type { Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { ProviderStore } from '@/lib/domain/store'
import type { Env } from '@/lib/env'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createModelLanguage, type ModelSetup } from '@/lib/language/model/create-model-language'
import { readModelPrices } from '@/lib/language/model/read-model-prices'
import { createProviderLanguage } from '@/lib/language/providers/create-provider-language'
import { createRoutedLanguage } from '@/lib/language/providers/create-routed-language'
import { createScriptedLanguage } from '@/lib/language/scripted/create-scripted-language'
import { defaultScript } from '@/lib/language/scripted/default-script'

type Chosen = {
  language: Language
  hasModel: boolean
  /** Does now what the first turn would otherwise wait for. */
  warmUp(): Promise<void>
  closeLanguage(): Promise<void>
}

type Ports = {
  clock: Clock
  log: Log
  providers: Pick<ProviderStore, 'findProvider'>
  guardedFetch: GuardedFetch
}

/** The default language, and in front of it the providers that agents name. Throws BAD_REQUEST for unreadable prices. */
export function chooseLanguage(env: Env, { clock, log, providers, guardedFetch }: Ports): Chosen {
  const setup = {
    prices: readModelPrices(env.MODEL_PRICES),
    clock,
    log,
    timeouts: { firstChunkMs: 30_000, idleMs: 20_000, answerMs: 45_000 },
  }
  const chosen = defaultLanguage(env, setup)
  const language = createRoutedLanguage({
    fallback: chosen.language,
    providers,
    languageOf: (provider) => createProviderLanguage(provider, { ...setup, fetch: guardedFetch }),
    clock,
    log,
  })
  return { ...chosen, language }
}

/** A model where a key or a server of one's own is set, the embedded engine otherwise. */
function defaultLanguage(env: Env, setup: Pick<ModelSetup, 'prices' | 'clock' | 'log' | 'timeouts'>): Chosen {
  const nothing = async () => {}
  if (env.LANGUAGE === 'scripted')
    return { language: createScriptedLanguage(defaultScript), hasModel: true, warmUp: nothing, closeLanguage: nothing }
  if (env.OPENAI_API_KEY || env.OPENAI_BASE_URL) {
    const language = createModelLanguage({
      ...setup,
      baseUrl: env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
      apiKey: env.OPENAI_API_KEY ?? null,
      model: env.OPENAI_MODEL ?? 'gpt-4o-mini',
      embeddingModel: env.OPENAI_EMBEDDING_MODEL ?? null,
      fallbackModel: env.OPENAI_FALLBACK_MODEL ?? null,
    })
    return { language, hasModel: true, warmUp: nothing, closeLanguage: nothing }
  }
  const encoder = createEncoder()
  return {
    language: createEmbeddedLanguage({ encoder }),
    hasModel: false,
    async warmUp() {
      await encoder.embed(['hello'], AbortSignal.timeout(60_000))
    },
    closeLanguage: () => encoder.close(),
  }
}
