import type { KeyObject } from 'node:crypto'
import type { AccessStore } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import { platform } from '@/lib/domain/scope'
import { hmacKey } from './hmac-signature'
import type { KeyPrincipal } from './principal'

/** How long a revoked key may still be accepted. */
const keysFreshMs = 2_000
const touchEveryMs = 60_000

export type KeyRing = {
  /** Whose key it is that `fits` accepts: the platform's is tried first. Null where none does. */
  find(fits: (key: KeyObject) => boolean): Promise<KeyPrincipal | null>
}

type TenantHmacKey = { id: string; tenantId: string; key: KeyObject }

/** The platform's key and every active tenant key, the latter read again every two seconds while they are asked for. */
export function createKeyRing(ports: {
  access: Pick<AccessStore, 'listKeys' | 'touchKey'>
  platformKey: string
  clock: Clock
  log: Log
}): KeyRing {
  const { access, clock, log } = ports
  const platformKey = hmacKey(ports.platformKey)
  const touchedAt = new Map<string, number>()
  let tenantKeys: { keys: Promise<TenantHmacKey[]>; readAt: number } | null = null

  const readKeys = async () => {
    const active = (await access.listKeys(platform)).filter((key) => key.revokedAt === null)
    return active.map((key) => ({ id: key.id, tenantId: key.tenantId, key: hmacKey(key.secret) }))
  }

  const currentKeys = (): Promise<TenantHmacKey[]> => {
    const now = clock.monotonic()
    if (tenantKeys && now - tenantKeys.readAt < keysFreshMs) return tenantKeys.keys
    const reading = { keys: readKeys(), readAt: now }
    tenantKeys = reading
    reading.keys.catch(() => {
      // Its callers hear of the failure; the next one reads again.
      if (tenantKeys === reading) tenantKeys = null
    })
    return reading.keys
  }

  const touch = (keyId: string) => {
    const now = clock.now()
    const last = touchedAt.get(keyId)
    if (last !== undefined && now - last < touchEveryMs) return
    touchedAt.set(keyId, now)
    access.touchKey(platform, keyId, now).catch((error: unknown) => {
      log.warn('could not note when a key was last used', { key_id: keyId, error: String(error) })
    })
  }

  return {
    async find(fits) {
      if (fits(platformKey)) return { kind: 'platform' }
      const found = (await currentKeys()).find(({ key }) => fits(key))
      if (!found) return null
      touch(found.id)
      return { kind: 'tenant', tenantId: found.tenantId, keyId: found.id }
    },
  }
}
