import type { Person } from '@/lib/domain/access-store'
import type { Exposure, Viewer } from '@/lib/domain/viewer'

export type Anonymous = { kind: 'anonymous' }

/** Who signed: the platform, which may speak for every tenant, or one tenant. */
export type KeyPrincipal = { kind: 'platform' } | { kind: 'tenant'; tenantId: string; keyId: string }

/** Who bears a token. `subject` begins with `person:` or `external:`. */
export type TokenPrincipal = {
  kind: 'token'
  subject: string
  tenantId: string
  role: Person['role'] | null
  /** In milliseconds. */
  expiresAt: number
  /** The sign-in by which it can be revoked; null: it only expires. */
  familyId: string | null
}

/** Who signed in to the console. */
export type PersonPrincipal = {
  kind: 'person'
  tenantId: string
  personId: string
  email: string
  role: Person['role']
}

/** Who administers: a backend with a key, or a person. */
export type ConsolePrincipal = KeyPrincipal | PersonPrincipal

/** Who calls a visitor's API; `viewer` holds the same for the use cases. */
export type VisitorPrincipal = {
  kind: 'visitor'
  /** Null: nobody known. */
  visitorId: string | null
  tenantId: string
  exposure: Exposure
  viewer: Viewer
}

export type Principal = Anonymous | KeyPrincipal | TokenPrincipal | VisitorPrincipal | PersonPrincipal

/** What a request's idempotency keys are scoped to: the credential, or the client's address where there is none. */
export function credentialOf(principal: Principal, client: string): string {
  switch (principal.kind) {
    case 'platform':
      return 'platform'
    case 'tenant':
      return `key:${principal.keyId}`
    case 'token':
      return `token:${principal.tenantId}:${principal.subject}`
    case 'visitor':
      return principal.visitorId === null ? `client:${client}` : `visitor:${principal.tenantId}:${principal.visitorId}`
    case 'person':
      return `person:${principal.tenantId}:${principal.personId}`
    case 'anonymous':
      return `client:${client}`
  }
}
