import { randomUUID } from 'node:crypto'
import { AppError } from '@/lib/domain/errors'
import type { NamedProvider } from '@/lib/domain/provider-store'
import type { Scope } from '@/lib/domain/scope'
import type { AccessAdminPorts } from './access-ports'

type NewProvider = Pick<NamedProvider, 'name' | 'kind' | 'baseUrl' | 'model' | 'fallbackModel' | 'apiKey'>

/** A tenant's own and the platform's, without their keys. */
export async function listProviders(
  { store }: AccessAdminPorts,
  scope: Scope,
): Promise<Omit<NamedProvider, 'apiKey'>[]> {
  return store.providers.listProviders(scope)
}

/** The key is stored encrypted and never shown again. Throws CONFLICT, VALIDATION_FAILED. */
export async function addProvider(
  { store, clock }: AccessAdminPorts,
  scope: Scope,
  wanted: NewProvider,
): Promise<void> {
  if (wanted.kind === 'azure' && wanted.baseUrl === null)
    throw new AppError('VALIDATION_FAILED', 'azure needs an address, as in https://NAME.openai.azure.com/openai', {
      problems: [{ path: 'base_url', message: 'is needed for azure' }],
    })
  await store.providers.addProvider(scope, { ...wanted, id: randomUUID(), createdAt: clock.now() })
}

/** Throws NOT_FOUND, also for one of the platform's. */
export async function removeProvider({ store }: AccessAdminPorts, scope: Scope, name: string): Promise<void> {
  if (!(await store.providers.removeProvider(scope, name))) throw unknown()
}

export type ProviderTrial = { text: string | null; model: string; ms: number; error: string | null }

/** One short call to it. Throws NOT_FOUND. */
export async function tryProviderByName(
  { store, tryProvider }: AccessAdminPorts,
  scope: Scope,
  name: string,
): Promise<ProviderTrial> {
  const provider = await store.providers.findProvider(scope, name)
  if (!provider) throw unknown()
  const { text, calls } = await tryProvider(provider)
  const call = calls.at(-1)
  const error = text === null ? (call?.error ?? 'no answer in time') : null
  return { text, model: provider.model, ms: Math.round(call?.ms ?? 0), error }
}

function unknown(): AppError {
  return new AppError('NOT_FOUND', 'Provider not found')
}
