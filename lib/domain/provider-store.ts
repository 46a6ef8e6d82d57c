// The store's part behind named language model servers.

import type { Scope } from './scope'

export const providerKinds = ['anthropic', 'google', 'azure', 'openai'] as const

/** A language model server that agents name by `provider_id`. */
export type NamedProvider = {
  id: string
  /** Null: of all tenants. */
  tenantId: string | null
  name: string
  /** `openai`: any server of that format. */
  kind: (typeof providerKinds)[number]
  /** Null: the address of the kind's own service. */
  baseUrl: string | null
  model: string
  /** Asked once, where the model does not answer; null: none. */
  fallbackModel: string | null
  /** Stored encrypted; null for servers that ask for none. */
  apiKey: string | null
  createdAt: number
}

/** The scope is the owner: a tenant sees its own providers and those of the platform, and changes only its own. */
export type ProviderStore = {
  /** Throws CONFLICT where the owner has one of that name. */
  addProvider(scope: Scope, provider: Omit<NamedProvider, 'tenantId'>): Promise<void>
  /** By name, without keys; to the platform, everybody's. */
  listProviders(scope: Scope): Promise<Omit<NamedProvider, 'apiKey'>[]>
  /** A tenant's own comes before the platform's of the same name; the platform finds only its own. */
  findProvider(scope: Scope, name: string): Promise<NamedProvider | null>
  removeProvider(scope: Scope, name: string): Promise<boolean>
}
