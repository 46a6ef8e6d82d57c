import type { AccessStore } from '@/lib/domain/access-store'
import type { AgentStore } from '@/lib/domain/agent-store'
import { type Clock, systemClock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import type { OfficeStore } from '@/lib/domain/office-store'
import { tenant } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'
import { type Audit, createAudit } from './audit'
import { type BearerKeys, createBearerKeys } from './bearer-keys'
import type { ExposureOf } from './exposure'
import { createHostTenants } from './host-tenants'
import { createKeyRing, type KeyRing } from './key-ring'
import { createLimiter, type Limiter } from './limiter'
import { createRefreshTokens, type RefreshTokens } from './refresh-tokens'
import { remembered } from './remembered'
import { createSessionCookie, type SessionCookie } from './session-cookie'
import { createSpendLimits, type SpendLimits } from './spend-limits'
import { createSpending, type Spending } from './spending'
import { createTokens, type Tokens } from './tokens'

/** What serving a request needs; `services` has it for the whole process. */
export type HttpServices = {
  clock: Clock
  log: Log
  store: { access: Pick<AccessStore, 'claimOnce'> }
  keyRing: KeyRing
  bearerKeys: BearerKeys
  audit: Audit
  tokens: Tokens
  refreshTokens: RefreshTokens
  exposureOf: ExposureOf
  /** Whose server this is under the name that was asked for: the tenant of that host name, or the default one. */
  tenantOf(headers: Headers): Promise<string>
  /** The pages that agents of the tenant are offered on. */
  originsOf(tenantId: string): Promise<readonly string[]>
  /** PUBLIC_URL's; null where our pages stand under the name of the request. */
  ownOrigin: string | null
  sessionCookie: SessionCookie
  limits: SpendLimits
  spending: Spending
  limiters: {
    /** Tries of a password, by client address and email: 10 in 15 minutes. */
    login: Limiter
  }
}

type Access = Pick<AccessStore, 'listKeys' | 'touchKey' | 'claimOnce' | 'getSetting' | 'getPerson'>

/** What of the visitors' side is set by the operator. */
export type VisitorSettings = {
  exposureOf: ExposureOf
  defaultTenantId: string
  /** PUBLIC_URL, where our own pages are served under another name than requests show. */
  publicUrl?: string | undefined
  dailyBudget?: number | undefined
}

/** `tokenSecret`, `sessionSecret`: derived from the root secret, each for its use alone. `platformKey`: ADMIN_API_KEY. */
export function createHttpServices<
  A extends Access,
  G extends Pick<AgentStore, 'getSettings' | 'listOrigins' | 'spentSince'>,
  T extends Pick<TokenStore, 'listSigningKeys' | 'revokedFamilies'>,
  O extends Pick<OfficeStore, 'findBearerKey' | 'touchBearerKey' | 'addAuditEntry'>,
>(ports: {
  log: Log
  store: { access: A; agents: G; tokens: T; office: O }
  platformKey: string
  tokenSecret: Uint8Array
  sessionSecret: Uint8Array
  visitors: VisitorSettings
  clock?: Clock
}): HttpServices & { store: { access: A; agents: G; tokens: T; office: O } } {
  const { log, store, platformKey, tokenSecret, sessionSecret, visitors, clock = systemClock } = ports
  const { access, agents } = store
  const { exposureOf, defaultTenantId, publicUrl, dailyBudget = null } = visitors
  const ownOrigin = publicUrl ? new URL(publicUrl).origin : null
  const isSecure = ownOrigin?.startsWith('https:') ?? false
  return {
    clock,
    log,
    store,
    keyRing: createKeyRing({ access, platformKey, clock, log }),
    bearerKeys: createBearerKeys({ office: store.office, clock, log }),
    audit: createAudit({ office: store.office, clock, log }),
    tokens: createTokens({ secret: tokenSecret, clock, store: store.tokens }),
    refreshTokens: createRefreshTokens(tokenSecret),
    exposureOf,
    tenantOf: createHostTenants({ access, defaultTenantId, clock }),
    originsOf: remembered({ clock, lifeMs: 5_000 }, (tenantId) => agents.listOrigins(tenant(tenantId), tenantId)),
    ownOrigin,
    sessionCookie: createSessionCookie({ access, secret: sessionSecret, isSecure }),
    limits: createSpendLimits({ clock }),
    spending: createSpending({ agents, clock, dailyBudget, ownOrigin }),
    limiters: { login: createLimiter({ clock, limit: 10, windowMs: 15 * 60_000 }) },
  }
}
