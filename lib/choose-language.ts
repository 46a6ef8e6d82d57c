import { chooseEncoder } from '@/lib/choose-encoder'
import type { Clock } from '@/lib/domain/clock'
import type { GuardedFetch } from '@/lib/domain/egress'
import type { SentenceEncoder } from '@/lib/domain/knowledge'
import type { Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { ProviderStore } from '@/lib/domain/provider-store'
import type { Workflow } from '@/lib/domain/workflow'
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
  /** Of knowledge, whatever language answers; its thread starts with the first use. */
  encoder: SentenceEncoder
  /** Prepares what a version's intents need. Nothing to do for a model. */
  warmWorkflow(workflow: Pick<Workflow, 'nodes' | 'globalIntents'>): Promise<void>
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
  const { withoutModel, ...chosen } = defaultLanguage(env, setup)
  const language = createRoutedLanguage({
    fallback: chosen.language,
    withoutModel,
    providers,
    languageOf: (provider) => createProviderLanguage(provider, { ...setup, fetch: guardedFetch }),
    clock,
    log,
  })
  return { ...chosen, language, encoder: chooseEncoder(env, chosen.encoder, { clock, log }) }
}

/** A model where a key or a server of one's own is set, the embedded engine otherwise. */
function defaultLanguage(
  env: Env,
  setup: Pick<ModelSetup, 'prices' | 'clock' | 'log' | 'timeouts'>,
): Chosen & { withoutModel(): Language } {
  const nothing = async () => {}
  const encoder = createEncoder()
  // Made where an agent first needs it: beside a model it mostly never is.
  let plain: Language | null = null
  const withoutModel = () => {
    plain ??= createEmbeddedLanguage({ encoder })
    return plain
  }
  const withModel = {
    ...{ hasModel: true, withoutModel, encoder, warmWorkflow: nothing, warmUp: nothing },
    closeLanguage: encoder.close,
  }
  if (env.LANGUAGE === 'scripted') return { ...withModel, language: createScriptedLanguage(defaultScript) }
  if (env.OPENAI_API_KEY || env.OPENAI_BASE_URL) {
    const model = createModelLanguage({
      ...setup,
      baseUrl: env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
      apiKey: env.OPENAI_API_KEY ?? null,
      model: env.OPENAI_MODEL ?? 'gpt-4o-mini',
      embeddingModel: env.OPENAI_EMBEDDING_MODEL ?? null,
      fallbackModel: env.OPENAI_FALLBACK_MODEL ?? null,
    })
    return { ...withModel, language: model }
  }
  const language = createEmbeddedLanguage({ encoder })
  return {
    language,
    withoutModel: () => language,
    hasModel: false,
    encoder,
    warmWorkflow: language.warmIntents,
    async warmUp() {
      await encoder.embed(['hello'], AbortSignal.timeout(60_000))
    },
    closeLanguage: encoder.close,
  }
}
