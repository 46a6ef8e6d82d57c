import { createHash } from 'node:crypto'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import type { OfficeStore } from '@/lib/domain/office-store'
import { platform } from '@/lib/domain/scope'
import type { KeyPrincipal } from './principal'
import { remembered } from './remembered'

/** How long a revoked key may still be accepted. */
const freshMs = 2_000
const touchEveryMs = 60_000

export type BearerKeys = {
  /** Whose key a request shows in its Authorization header; null where it shows none. Throws UNAUTHORIZED for a wrong one. */
  find(headers: Headers): Promise<KeyPrincipal | null>
}

/** API keys that are sent with requests; only hashes of them are compared. */
export function createBearerKeys(ports: {
  office: Pick<OfficeStore, 'findBearerKey' | 'touchBearerKey'>
  clock: Clock
  log: Log
}): BearerKeys {
  const { office, clock, log } = ports
  const known = remembered({ clock, lifeMs: freshMs }, (hash) => office.findBearerKey(platform, hash))
  const touchedAt = new Map<string, number>()

  const touch = (keyId: string) => {
    const now = clock.now()
    const last = touchedAt.get(keyId)
    if (last !== undefined && now - last < touchEveryMs) return
    touchedAt.set(keyId, now)
    office.touchBearerKey(platform, keyId, now).catch((error: unknown) => {
      log.warn('could not note when a key was last used', { key_id: keyId, error: String(error) })
    })
  }

  return {
    async find(headers) {
      const secret = /^bearer +(parley_key_[\w-]+)$/i.exec(headers.get('authorization') ?? '')?.[1]
      if (secret === undefined) return null
      const key = await known(createHash('sha256').update(secret).digest('hex'))
      if (!key) throw new AppError('UNAUTHORIZED', 'This API key is not valid')
      touch(key.id)
      return { kind: 'tenant', tenantId: key.tenantId, keyId: key.id }
    },
  }
}
