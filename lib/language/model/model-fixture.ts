// What the tests of this room share: a language on a fake provider, with waits that are noted instead of waited.
import { systemClock } from '@/lib/domain/clock'
import type { CallContext, ReplyPart, ReplyRequest, UnderstandRequest } from '@/lib/domain/language'
import type { LogFields } from '@/lib/domain/log'
import type { ModelCall } from '@/lib/domain/turn-event'
import type { ModelSettings } from '@/lib/domain/workflow'
import { type FakeProvider, startFakeProvider } from '@/test/fake-provider'
import { createModelLanguage, type ModelLanguageOptions } from './create-model-language'

export const plainSettings: ModelSettings = {
  providerId: null,
  modelName: null,
  temperature: null,
  maxTokens: null,
  serviceTier: null,
}

export async function modelOnFake(options: Partial<ModelLanguageOptions> = {}) {
  const provider: FakeProvider = await startFakeProvider()
  const waits: number[] = []
  const logged: { message: string; fields: LogFields | undefined }[] = []
  const calls: ModelCall[] = []
  const language = createModelLanguage({
    baseUrl: provider.baseUrl,
    apiKey: 'sk-very-secret',
    model: 'first',
    embeddingModel: 'vectors',
    clock: systemClock,
    log: { warn: (message, fields) => void logged.push({ message, fields }) },
    timeouts: { firstChunkMs: 1_500, idleMs: 700, answerMs: 1_500 },
    wait: async (ms) => void waits.push(ms),
    ...options,
  })
  const context = (signal: AbortSignal = new AbortController().signal): CallContext => ({
    signal,
    now: Date.UTC(2026, 10, 6, 12),
    timeZone: 'UTC',
    country: 'US',
    report: (call) => void calls.push(call),
  })
  const reply = (request: Partial<ReplyRequest> = {}, signal?: AbortSignal) =>
    language.reply({ ...plainReply, ...request }, context(signal))
  return {
    provider,
    language,
    waits,
    logged,
    calls,
    context,
    reply,
    parts: (request?: Partial<ReplyRequest>) => collect(reply(request)),
    [Symbol.asyncDispose]: () => provider.close(),
  }
}

export const plainReply: ReplyRequest = {
  settings: plainSettings,
  agentName: 'Ada',
  nodeName: 'Greeting',
  system: 'Be kind.',
  history: [{ id: 'm1', role: 'user', content: 'my secret words' }],
  tools: [],
  toolRounds: [],
  knowledge: null,
  ownWords: null,
  fallbackText: null,
}

export const plainUnderstand: UnderstandRequest = {
  settings: plainSettings,
  agentName: 'Ada',
  text: null,
  history: [],
  variables: [],
  known: {},
  intents: null,
  globalIntents: null,
}

export async function collect<Part>(stream: AsyncIterable<Part>): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

export function textOf(parts: readonly ReplyPart[]): string {
  return parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')
}
