import { AppError } from '@/lib/domain/errors'
import type { HttpDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import type { Incoming } from './incoming'
import type { Anonymous, KeyPrincipal, Principal, TokenPrincipal } from './principal'
import type { Audience } from './tokens'
import { isSigned, type SignedQuery, verifySignature } from './verify-signature'

/** How an endpoint learns who is calling, as data for its description and as the act itself. */
export type Auth<P extends Principal = Principal> = {
  kind: 'none' | 'hmac' | 'hmac-or-none' | 'bearer'
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
