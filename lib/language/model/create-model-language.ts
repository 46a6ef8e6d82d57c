import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { ModelSettings } from '@/lib/domain/workflow'
import { askUnderstanding } from './ask-understanding'
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker'
import { embedTexts } from './embed-texts'
import type { ModelPrices } from './model-prices'
import type { ModelProvider, ModelTimeouts } from './model-provider'
import { openAiWire } from './model-wire'
import { defaultRetryLimits } from './plan-retry'
import { streamReply } from './stream-reply'

export type ModelLanguageOptions = ModelSetup & {
  /** As in `https://api.openai.com/v1`. */
  baseUrl: string
  /** Null for servers that ask for none. */
  apiKey: string | null
}

/** What a language model needs, whatever the server. */
export type ModelSetup = {
  model: string
  embeddingModel: string | null
  /** Asked once, after the retries of the first. */
  fallbackModel?: string | null
  prices?: ModelPrices
  clock: Clock
  log: Pick<Log, 'warn'>
  timeouts: ModelTimeouts
  /** Shared where several languages ask the same servers. */
  breaker?: CircuitBreaker
  /** How a retry waits; rejects when the signal aborts. */
  wait?(ms: number, signal: AbortSignal): Promise<unknown>
}

/**
 * The Language port on any OpenAI-compatible server. An agent's `model_name` is asked first; where the server does not have
 * it, the default model serves. Throws nothing; its calls throw as the port says.
 */
export function createModelLanguage({ baseUrl, apiKey, ...setup }: ModelLanguageOptions): Language {
  return languageOnWire({
    ...setup,
    name: new URL(baseUrl).host,
    address: baseUrl,
    wire: openAiWire({ baseUrl, apiKey }),
  })
}

/** The same on any wire. */
export function languageOnWire(setup: ModelSetup & Pick<ModelProvider, 'name' | 'address' | 'wire'>): Language {
  const { model, embeddingModel, fallbackModel } = setup
  const provider = providerOf(setup)
  const modelsFor = ({ modelName }: ModelSettings) => [
    ...new Set([modelName ?? model, model, fallbackModel ?? model].filter((name) => name !== '')),
  ]
  return {
    modelName: model,
    understand: (request, call) => askUnderstanding(provider, modelsFor(request.settings), request, call),
    reply: (request, call) => streamReply(provider, modelsFor(request.settings), request, call),
    async embed(texts, call) {
      if (!embeddingModel) throw new AppError('MODEL_UNAVAILABLE', 'No embedding model is set up on this server.')
      return embedTexts(provider, embeddingModel, texts, call)
    },
  }
}

function providerOf(setup: ModelSetup & Pick<ModelProvider, 'name' | 'address' | 'wire'>): ModelProvider {
  const { name, address, wire, clock, log, timeouts, prices = {} } = setup
  return {
    name,
    address,
    wire,
    clock,
    log,
    timeouts,
    limits: defaultRetryLimits,
    breaker: setup.breaker ?? createCircuitBreaker({ clock }),
    prices,
    refused: new Map(),
    wait: setup.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
  }
}
