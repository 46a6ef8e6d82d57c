import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import type { CallContext, Language } from '@/lib/domain/language'
import type { NamedProvider } from '@/lib/domain/provider-store'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import { collect, plainReply, plainSettings, plainUnderstand, textOf } from '@/lib/language/model/model-fixture'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createRoutedLanguage } from './create-routed-language'

/** Says its own name. */
function named(name: string): Language {
  return {
    modelName: name,
    async understand() {
      const found = { name: 'who', value: name, raw: null, messageId: null, method: 'model', confidence: 1 }
      return { variables: [found], intents: null, globalIntents: null }
    },
    async *reply() {
      yield { type: 'text-delta', text: name }
    },
    embed: async () => [Float32Array.of(1)],
  }
}

function routing() {
  const { providers } = createMemoryStore(systemClock)
  const made: string[] = []
  const warnings: string[] = []
  let now = 0
  const language = createRoutedLanguage({
    fallback: named('default'),
    withoutModel: () => named('none'),
    providers,
    languageOf(provider: NamedProvider) {
      made.push(provider.model)
      return named(provider.model)
    },
    clock: { now: () => now, monotonic: () => now },
    log: { warn: (message, fields) => void warnings.push(`${message} ${JSON.stringify(fields)}`) },
  })
  const context = (tenantId?: string): CallContext => ({
    ...{ signal: new AbortController().signal, now: 0, timeZone: 'UTC', country: 'US', report: () => undefined },
    ...(tenantId === undefined ? {} : { tenantId }),
  })
  const settings = (providerId: string | null) => ({ ...plainSettings, providerId })
  return {
    ...{ providers, language, made, warnings, context, settings },
    pass: (ms: number) => {
      now += ms
    },
    add: (scope: Scope, name: string, model: string) => {
      const server = { kind: 'openai', baseUrl: null, fallbackModel: null, apiKey: null, createdAt: 0 } as const
      return providers.addProvider(scope, { ...server, id: randomUUID(), name, model })
    },
    says: async (providerId: string | null, tenantId?: string) =>
      textOf(await collect(language.reply({ ...plainReply, settings: settings(providerId) }, context(tenantId)))),
  }
}

describe('a reply', () => {
  test('comes from the provider that the settings name, made once, and from the default where they name none', async () => {
    const route = routing()
    await route.add(platform, 'cheap', 'small')
    expect([await route.says('cheap'), await route.says('cheap'), await route.says(null)]).toEqual([
      'small',
      'small',
      'default',
    ])
    expect(route.made).toEqual(['small'])
  })

  test("comes from the tenant's own before the platform's, never from another tenant's", async () => {
    const route = routing()
    await route.add(platform, 'main', 'shared')
    await route.add(tenant('t1'), 'main', 'own')
    await route.add(tenant('t1'), 'private', 'secret')
    expect([await route.says('main', 't1'), await route.says('main', 't2')]).toEqual(['own', 'shared'])
    expect(await route.says('private', 't2')).toBe('default')
  })

  test('comes from the default where the name is unknown, which is logged once', async () => {
    const route = routing()
    expect([await route.says('nobody', 't1'), await route.says('nobody', 't1')]).toEqual(['default', 'default'])
    expect(route.warnings).toHaveLength(1)
    expect(route.warnings[0]).toContain('nobody')
  })

  test('comes without a model where the settings switch it off, whatever provider they name', async () => {
    const route = routing()
    await route.add(platform, 'cheap', 'small')
    const off = { ...route.settings('cheap'), isOff: true as const }
    const parts = await collect(route.language.reply({ ...plainReply, settings: off }, route.context()))
    expect(textOf(parts)).toBe('none')
    expect(route.made).toEqual([])
  })

  test('follows a provider that is added or replaced within 10 seconds', async () => {
    const route = routing()
    expect(await route.says('late')).toBe('default')
    await route.add(platform, 'late', 'first')
    route.pass(10_001)
    expect(await route.says('late')).toBe('first')
    await route.providers.removeProvider(platform, 'late')
    await route.add(platform, 'late', 'second')
    route.pass(10_001)
    expect(await route.says('late')).toBe('second')
  })
})

test('understanding has its own provider, and vectors are the default’s', async () => {
  const route = routing()
  await route.add(platform, 'extractor', 'small')
  const request = { ...plainUnderstand, settings: route.settings('extractor') }
  expect((await route.language.understand(request, route.context())).variables[0]?.value).toBe('small')
  expect(await route.language.embed(['x'], route.context())).toEqual([Float32Array.of(1)])
  expect(route.language.modelName).toBe('default')
})
