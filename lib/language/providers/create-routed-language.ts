import type { Clock } from '@/lib/domain/clock'
import type { CallContext, Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { NamedProvider, ProviderStore } from '@/lib/domain/provider-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { ModelSettings } from '@/lib/domain/workflow'

const knownForMs = 10_000
const maxKept = 500

type Routing = {
  /** Where nobody names a provider, and for embeddings. */
  fallback: Language
  /** For agents whose model is switched off. */
  withoutModel(): Language
  providers: Pick<ProviderStore, 'findProvider'>
  languageOf(provider: NamedProvider): Language
  clock: Clock
  log: Pick<Log, 'warn'>
}

/**
 * Asks the provider that an agent's settings name, the tenant's own before the platform's; an unknown name is logged once and
 * the default serves. A provider added or removed is noticed within 10 seconds.
 */
export function createRoutedLanguage({ fallback, withoutModel, providers, languageOf, clock, log }: Routing): Language {
  const languages = new Map<string, Language>()
  const found = new Map<string, { until: number; provider: Promise<NamedProvider | null> }>()
  const warned = new Set<string>()

  function find(name: string, tenantId: string | undefined): Promise<NamedProvider | null> {
    const key = JSON.stringify([tenantId, name])
    const known = found.get(key)
    if (known && clock.monotonic() < known.until) return known.provider
    const provider = providers.findProvider(tenantId === undefined ? platform : tenant(tenantId), name)
    if (found.size >= maxKept) found.clear()
    found.set(key, { until: clock.monotonic() + knownForMs, provider })
    provider.catch(() => found.delete(key))
    return provider
  }

  async function languageFor({ providerId, isOff }: ModelSettings, { tenantId }: CallContext): Promise<Language> {
    if (isOff) return withoutModel()
    if (providerId === null) return fallback
    const provider = await find(providerId, tenantId)
    if (!provider) {
      const key = JSON.stringify([tenantId, providerId])
      if (!warned.has(key) && warned.size < maxKept)
        log.warn('an agent names a provider that is not set up: the default serves', { provider: providerId })
      warned.add(key)
      return fallback
    }
    const language = languages.get(provider.id) ?? languageOf(provider)
    if (languages.size >= maxKept) languages.clear()
    languages.set(provider.id, language)
    return language
  }

  return {
    modelName: fallback.modelName,
    async understand(request, call) {
      return (await languageFor(request.settings, call)).understand(request, call)
    },
    async *reply(request, call) {
      yield* (await languageFor(request.settings, call)).reply(request, call)
    },
    embed: (texts, call) => fallback.embed(texts, call),
  }
}
