import { setTimeout as sleep } from 'node:timers/promises'
import OpenAI from 'openai'
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
import { defaultRetryLimits } from './plan-retry'
import { streamReply } from './stream-reply'

export type ModelLanguageOptions = {
  /** As in `https://api.openai.com/v1`. */
  baseUrl: string
  /** Null for servers that ask for none. */
  apiKey: string | null
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
export function createModelLanguage(options: ModelLanguageOptions): Language {
  const { model, embeddingModel, fallbackModel } = options
  const provider = providerOf(options)
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

function providerOf(options: ModelLanguageOptions): ModelProvider {
  const { baseUrl, apiKey, clock, log, timeouts, prices = {} } = options
  return {
    name: new URL(baseUrl).host,
    baseUrl,
    // Everything the client would otherwise look up in the environment is given, and it neither retries nor logs.
    client: new OpenAI({
      baseURL: baseUrl,
      apiKey: apiKey || 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      logLevel: 'off',
    }),
    clock,
    log,
    timeouts,
    limits: defaultRetryLimits,
    breaker: options.breaker ?? createCircuitBreaker({ clock }),
    prices,
    refused: new Map(),
    wait: options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal })),
  }
}
