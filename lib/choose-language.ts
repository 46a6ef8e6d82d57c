import type { Clock } from '@/lib/domain/clock'
import type { Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { Env } from '@/lib/env'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createModelLanguage } from '@/lib/language/model/create-model-language'
import { createScriptedLanguage } from '@/lib/language/scripted/create-scripted-language'
import { defaultScript } from '@/lib/language/scripted/default-script'

type Chosen = {
  language: Language
  hasModel: boolean
  /** Does now what the first turn would otherwise wait for. */
  warmUp(): Promise<void>
  closeLanguage(): Promise<void>
}

/** A model where a key or a server of one's own is set, the embedded engine otherwise. */
export function chooseLanguage(env: Env, { clock, log }: { clock: Clock; log: Log }): Chosen {
  const nothing = async () => {}
  if (env.LANGUAGE === 'scripted')
    return { language: createScriptedLanguage(defaultScript), hasModel: true, warmUp: nothing, closeLanguage: nothing }
  if (env.OPENAI_API_KEY || env.OPENAI_BASE_URL) {
    const language = createModelLanguage({
      baseUrl: env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
      apiKey: env.OPENAI_API_KEY ?? null,
      model: env.OPENAI_MODEL ?? 'gpt-4o-mini',
      embeddingModel: env.OPENAI_EMBEDDING_MODEL ?? null,
      fallbackModel: env.OPENAI_FALLBACK_MODEL ?? null,
      clock,
      log,
      timeouts: { firstChunkMs: 30_000, idleMs: 20_000, answerMs: 45_000 },
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
