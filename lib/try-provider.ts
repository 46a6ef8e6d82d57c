import { systemClock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import type { NamedProvider } from '@/lib/domain/provider-store'
import type { ModelCall } from '@/lib/domain/turn-event'
import type { Env } from '@/lib/env'
import { createProviderLanguage } from '@/lib/language/providers/create-provider-language'
import { createGuardedFetch } from '@/lib/tools/guarded-fetch'

const settings = { providerId: null, modelName: null, temperature: null, maxTokens: 64, serviceTier: null }

/** Asks a provider for one short answer, under the rules of egress. `calls` tell why where `text` is null. */
export async function tryProvider(
  provider: NamedProvider,
  { EGRESS_ALLOW }: Pick<Env, 'EGRESS_ALLOW'>,
  log: Log,
): Promise<{ text: string | null; calls: readonly ModelCall[] }> {
  const calls: ModelCall[] = []
  const language = createProviderLanguage(provider, {
    clock: systemClock,
    log: { warn: () => undefined },
    timeouts: { firstChunkMs: 15_000, idleMs: 10_000, answerMs: 15_000 },
    fetch: createGuardedFetch({ allow: EGRESS_ALLOW, log }),
  })
  const call = {
    signal: AbortSignal.timeout(60_000),
    now: systemClock.now(),
    timeZone: 'UTC',
    country: 'US',
    report: (made: ModelCall) => void calls.push(made),
  }
  const request = {
    settings,
    agentName: 'Parley',
    nodeName: 'test',
    system: 'You are being tested. Answer with the one word: ready',
    history: [{ id: 'test', role: 'user' as const, content: 'Are you ready?' }],
    tools: [],
    toolRounds: [],
    knowledge: null,
    ownWords: null,
    fallbackText: null,
  }
  try {
    let text = ''
    for await (const part of language.reply(request, call)) if (part.type === 'text-delta') text += part.text
    return { text, calls }
  } catch (error) {
    if (!isAppError(error) && !call.signal.aborted) throw error
    return { text: null, calls }
  }
}
