import { type Clock, systemClock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import type { AccessStore } from '@/lib/domain/store'
import { createKeyRing, type KeyRing } from './key-ring'
import { createLimiter, type Limiter } from './limiter'
import { createTokens, type Tokens } from './tokens'

/** What serving a request needs; `services` has it for the whole process. */
export type HttpServices = {
  clock: Clock
  log: Log
  store: { access: Pick<AccessStore, 'claimOnce'> }
  keyRing: KeyRing
  tokens: Tokens
  limiters: {
    /** Tries of a password, by client address and email: 10 in 15 minutes. */
    login: Limiter
  }
}

/** `tokenSecret`: derived from the root secret for tokens alone. `platformKey`: ADMIN_API_KEY. */
export function createHttpServices<A extends Pick<AccessStore, 'listKeys' | 'touchKey' | 'claimOnce'>>(ports: {
  log: Log
  store: { access: A }
  platformKey: string
  tokenSecret: Uint8Array
  clock?: Clock
}): HttpServices & { store: { access: A } } {
  const { log, store, platformKey, tokenSecret, clock = systemClock } = ports
  return {
    clock,
    log,
    store,
    keyRing: createKeyRing({ access: store.access, platformKey, clock, log }),
    tokens: createTokens({ secret: tokenSecret, clock }),
    limiters: { login: createLimiter({ clock, limit: 10, windowMs: 15 * 60_000 }) },
  }
}
