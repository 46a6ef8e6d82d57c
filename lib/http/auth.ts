import { AppError } from '@/lib/domain/errors'
import type { HttpDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import type { Incoming } from './incoming'
import { isFromOwnPage } from './own-page'
import type { Anonymous, ConsolePrincipal, KeyPrincipal, PersonPrincipal, Principal, TokenPrincipal } from './principal'
import { hasRole } from './roles'
import type { Audience } from './tokens'
import { isSigned, type SignedQuery, verifySignature } from './verify-signature'

/** How an endpoint learns who is calling, as data for its description and as the act itself. */
export type Auth<P extends Principal = Principal> = {
  kind: 'none' | 'hmac' | 'hmac-or-none' | 'hmac-or-cookie' | 'cookie' | 'bearer' | 'bearer-or-none' | 'visitor'
  /** Throws UNAUTHORIZED, or FORBIDDEN where the dialect says so. */
  authenticate(incoming: Incoming, dialect: HttpDialect, services: HttpServices): Promise<P>
}

const anonymous: Anonymous = { kind: 'anonymous' }

export const noAuth: Auth<Anonymous> = { kind: 'none', authenticate: async () => anonymous }

/** Contract 1's signature. */
export function hmac(query: SignedQuery): Auth<KeyPrincipal> {
  return {
    kind: 'hmac',
    authenticate: (incoming, dialect, services) => verifySignature(incoming, query, dialect, services),
  }
}

/** A request without any signature header is anonymous; one with a wrong signature is refused. */
export function hmacOrNone(query: SignedQuery): Auth<KeyPrincipal | Anonymous> {
  return {
    kind: 'hmac-or-none',
    authenticate: async (incoming, dialect, services) =>
      isSigned(incoming.headers) ? verifySignature(incoming, query, dialect, services) : anonymous,
  }
}

/**
 * A signature, a tenant's bearer key, or the cookie of a person who signed in with this role or a higher one. What the cookie may change is asked
 * for by our own pages only.
 */
export function hmacOrCookie(query: SignedQuery, role: PersonPrincipal['role']): Auth<ConsolePrincipal> {
  return {
    kind: 'hmac-or-cookie',
    async authenticate(incoming, dialect, services) {
      const { method, headers } = incoming
      const key = isSigned(headers) ? null : await services.bearerKeys.find(headers)
      if (key) return key
      const person = isSigned(headers) ? null : await services.sessionCookie.personOf(headers)
      if (!person) return verifySignature(incoming, query, dialect, services)
      if (method !== 'GET' && method !== 'HEAD' && !isFromOwnPage(headers, services.ownOrigin))
        throw new AppError('FORBIDDEN', 'Only pages of this server may do this for a person who is signed in')
      if (!hasRole(person, role)) throw new AppError('FORBIDDEN', `This needs the role ${role}`)
      return { kind: 'person', tenantId: person.tenantId, personId: person.id, email: person.email, role: person.role }
    },
  }
}

/** A person who signed in, and only through our own pages. */
export function cookie(): Auth<PersonPrincipal> {
  return {
    kind: 'cookie',
    async authenticate({ headers }, _, services) {
      if (!isFromOwnPage(headers, services.ownOrigin))
        throw new AppError('FORBIDDEN', 'Only pages of this server may do this')
      const person = await services.sessionCookie.personOf(headers)
      if (!person) throw new AppError('UNAUTHORIZED', 'Nobody is signed in')
      return { kind: 'person', tenantId: person.tenantId, personId: person.id, email: person.email, role: person.role }
    },
  }
}

/** A token from `POST /api/auth/token` in the Authorization header. */
export function bearer(audience: Audience): Auth<TokenPrincipal> {
  return {
    kind: 'bearer',
    authenticate: async (incoming, _, services) => {
      const header = incoming.headers.get('authorization')
      if (!header) throw new AppError('UNAUTHORIZED', 'Missing Authorization Header')
      const token = /^bearer +([\w.~+/=-]+)$/i.exec(header)?.[1]
      if (!token) throw new AppError('UNAUTHORIZED', 'Authorization must be a Bearer token')
      return services.tokens.verify(token, audience)
    },
  }
}

/** A request without an Authorization header is anonymous; one with a wrong token is refused. */
export function bearerOrNone(audience: Audience): Auth<TokenPrincipal | Anonymous> {
  const { authenticate } = bearer(audience)
  return {
    kind: 'bearer-or-none',
    authenticate: async (incoming, dialect, services) =>
      incoming.headers.has('authorization') ? authenticate(incoming, dialect, services) : anonymous,
  }
}
