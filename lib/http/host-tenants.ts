import type { AccessStore } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import { hostName } from './exposure'
import { remembered } from './remembered'

/** The tenant that a host name belongs to (the platform's setting `host:NAME`), else the default one. */
export function createHostTenants(ports: {
  access: Pick<AccessStore, 'getSetting'>
  defaultTenantId: string
  clock: Clock
}): (headers: Headers) => Promise<string> {
  const { access, defaultTenantId, clock } = ports
  const owner = remembered({ clock, lifeMs: 60_000 }, (name) => access.getSetting(platform, `host:${name}`))
  return async (headers) => {
    const name = hostName(headers.get('host') ?? '')
    // What is no host name asks the database nothing.
    return (/^[a-z\d.-]{1,253}$/.test(name) ? await owner(name) : null) ?? defaultTenantId
  }
}
