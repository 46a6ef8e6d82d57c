import type { Person } from '@/lib/domain/store'

export type Anonymous = { kind: 'anonymous' }

/** Who signed: the platform, which may speak for every tenant, or one tenant. */
export type KeyPrincipal = { kind: 'platform' } | { kind: 'tenant'; tenantId: string; keyId: string }

/** Who bears a token. `subject` begins with `person:` or `external:`. */
export type TokenPrincipal = { kind: 'token'; subject: string; tenantId: string; role: Person['role'] | null }

export type Principal = Anonymous | KeyPrincipal | TokenPrincipal

/** What a request's idempotency keys are scoped to: the credential, or the client's address where there is none. */
export function credentialOf(principal: Principal, client: string): string {
  switch (principal.kind) {
    case 'platform':
      return 'platform'
    case 'tenant':
      return `key:${principal.keyId}`
    case 'token':
      return `token:${principal.tenantId}:${principal.subject}`
    case 'anonymous':
      return `client:${client}`
  }
}
