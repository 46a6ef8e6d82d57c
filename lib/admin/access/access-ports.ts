import type { Clock } from '@/lib/domain/clock'
import type { NamedProvider } from '@/lib/domain/provider-store'
import type { Store } from '@/lib/domain/store'
import type { ModelCall } from '@/lib/domain/turn-event'

/** What the administration of people, tenants, keys and providers needs of the outside. */
export type AccessAdminPorts = {
  store: Pick<Store, 'access' | 'office' | 'providers' | 'tokens' | 'agents'>
  clock: Clock
  /** Whose people may make tenants, beside the platform's key. */
  defaultTenantId: string
  /** Asks a provider for one word; `text` null: it does not answer, and `calls` say why. */
  tryProvider(provider: NamedProvider): Promise<{ text: string | null; calls: readonly ModelCall[] }>
}
