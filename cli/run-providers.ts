import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import type { Clock } from '@/lib/domain/clock'
import { isAppError } from '@/lib/domain/errors'
import type { NamedProvider, ProviderStore } from '@/lib/domain/provider-store'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { ModelCall } from '@/lib/domain/turn-event'
import { CliFailure } from './cli-failure'
import { drawTable } from './draw-table'
import { type AddProvider, type ProvidersRequest, parseProvidersRequest, providersUsage } from './providers-request'
import { readProviderKey } from './read-provider-key'
import { visibleLine, visibleText } from './visible-text'

export type ProvidersWorld = {
  argv: readonly string[]
  openStore: () => Promise<Pick<Store, 'access' | 'providers' | 'close'>>
  tryProvider: (provider: NamedProvider) => Promise<{ text: string | null; calls: readonly ModelCall[] }>
  /** A variable of the environment. */
  environmentValue: (name: string) => string | undefined
  clock: Clock
  stdin: Readable & { isTTY?: boolean }
  stdout: Writable
  stderr: Writable
}

/** `npm run providers`. Answers the exit status: 0, 1 where something failed, 2 for a command line that makes no sense. */
export async function runProviders(world: ProvidersWorld): Promise<number> {
  const { argv, openStore, stdout, stderr } = world
  try {
    const request = parseProvidersRequest(argv)
    if (request.act === 'help') {
      stdout.write(providersUsage)
      return 0
    }
    // Before the database: a missing key is said at once.
    const apiKey = request.act === 'add' ? await readProviderKey(request, world) : null
    const store = await openStore()
    try {
      stdout.write(await perform(request, apiKey, store, world))
    } finally {
      await store.close()
    }
    return 0
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure
    stderr.write(`${visibleText(failure.message)}\n`)
    return failure.exitCode
  }
}

async function perform(
  request: Exclude<ProvidersRequest, { act: 'help' }>,
  apiKey: string | null,
  { access, providers }: Pick<Store, 'access' | 'providers'>,
  { clock, tryProvider }: Pick<ProvidersWorld, 'clock' | 'tryProvider'>,
): Promise<string> {
  const { tenantId } = request
  const scope = tenantId === null ? platform : tenant(tenantId)
  if (tenantId !== null && !(await access.getTenant(platform, tenantId)))
    throw new CliFailure(`There is no tenant ${tenantId}.`)
  switch (request.act) {
    case 'add':
      return add(request, apiKey, { scope, providers, now: clock.now() })
    case 'list':
      return list(await providers.listProviders(scope))
    case 'remove': {
      if (!(await providers.removeProvider(scope, request.name))) throw unknown(request.name)
      return `${visibleLine(request.name)} is removed: servers stop asking it within seconds.\n`
    }
    case 'test': {
      const provider = await providers.findProvider(scope, request.name)
      if (!provider) throw unknown(request.name)
      return report(provider, await tryProvider(provider))
    }
    default:
      return request satisfies never
  }
}

async function add(
  { name, kind, baseUrl, model, fallbackModel }: AddProvider,
  apiKey: string | null,
  { scope, providers, now }: { scope: Scope; providers: ProviderStore; now: number },
): Promise<string> {
  try {
    const provider = { id: randomUUID(), name, kind, baseUrl, model, fallbackModel, apiKey, createdAt: now }
    await providers.addProvider(scope, provider)
  } catch (error) {
    if (!isAppError(error)) throw error
    throw new CliFailure(`${error.publicMessage}: ${name}. Remove it first.`)
  }
  const whose = scope.kind === 'platform' ? 'every tenant' : `tenant ${scope.tenantId}`
  return [
    `${visibleLine(name)} (${kind}, ${visibleLine(model)}) is set up for ${whose}, ${apiKey === null ? 'without a key' : 'its key encrypted'}.`,
    `Agents ask it by "provider_id": ${JSON.stringify(name)}. Try it: npm run providers -- test ${name}`,
    '',
  ].join('\n')
}

function list(rows: readonly Omit<NamedProvider, 'apiKey'>[]): string {
  if (rows.length === 0) return 'There are no providers; add sets one up.\n'
  const cells = rows.map(({ name, kind, model, fallbackModel, baseUrl, tenantId, createdAt }) => [
    name,
    kind,
    [model, fallbackModel].filter(Boolean).join(', then '),
    baseUrl ?? 'its own service',
    tenantId ?? 'every tenant',
    `${new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ])
  return drawTable(['name', 'kind', 'model', 'address', 'for', 'added'], cells)
}

function report(
  { name, model }: NamedProvider,
  { text, calls }: { text: string | null; calls: readonly ModelCall[] },
): string {
  const call = calls.at(-1)
  if (text === null) throw new CliFailure(`${name} does not answer: ${call?.error ?? 'no answer in time'}.`)
  const tokens = call?.inputTokens === null ? '' : `, ${call?.inputTokens} tokens in, ${call?.outputTokens} out`
  return `${visibleLine(name)} answers with ${visibleLine(model)} in ${call?.ms ?? 0} ms${tokens}: ${visibleLine(text.slice(0, 200))}\n`
}

function unknown(name: string): CliFailure {
  return new CliFailure(`There is no provider ${name} here; list shows them.`)
}
