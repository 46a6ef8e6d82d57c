// What the tests of this room share: a named provider on a fake server, with waits that are noted instead of waited.
import { systemClock } from '@/lib/domain/clock'
import type { CallContext, ReplyRequest } from '@/lib/domain/language'
import type { NamedProvider } from '@/lib/domain/provider-store'
import type { ModelCall } from '@/lib/domain/turn-event'
import { collect, plainReply } from '@/lib/language/model/model-fixture'
import { createGuardedFetch } from '@/lib/tools/guarded-fetch'
import { startFakeAnthropic } from '@/test/fake-anthropic'
import { startFakeAzure } from '@/test/fake-azure'
import { startFakeGoogle } from '@/test/fake-google'
import { silentLog } from '@/test/silent-log'
import { createProviderLanguage } from './create-provider-language'

const fakes = { anthropic: startFakeAnthropic, google: startFakeGoogle, azure: startFakeAzure }

export const apiKey = 'sk-very-secret'

export async function onFake(
  kind: keyof typeof fakes,
  change: { allow?: string[]; model?: string; fallbackModel?: string } = {},
) {
  const server = await fakes[kind]()
  const waits: number[] = []
  const logged: unknown[] = []
  const calls: ModelCall[] = []
  const provider: NamedProvider = {
    ...{ id: 'p1', tenantId: null, name: 'mine', kind, baseUrl: `${server.url}/base`, apiKey, createdAt: 0 },
    model: change.model ?? 'first',
    fallbackModel: change.fallbackModel ?? null,
  }
  const log = { warn: (...line: unknown[]) => void logged.push(line) }
  const language = createProviderLanguage(provider, {
    clock: systemClock,
    log,
    timeouts: { firstChunkMs: 1_500, idleMs: 700, answerMs: 1_500 },
    prices: { first: { inputPerMillion: 1_000_000, outputPerMillion: 0 } },
    wait: async (ms) => void waits.push(ms),
    fetch: createGuardedFetch({ allow: change.allow ?? ['127.0.0.1'], log: { ...silentLog, ...log } }),
  })
  const context: CallContext = {
    ...{ signal: new AbortController().signal, now: Date.UTC(2026, 10, 6, 12), timeZone: 'UTC', country: 'US' },
    report: (call) => void calls.push(call),
  }
  return {
    ...{ server, language, waits, logged, calls, context, provider },
    parts: (request: Partial<ReplyRequest> = {}) => collect(language.reply({ ...plainReply, ...request }, context)),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
