import { randomUUID } from 'node:crypto'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Auth } from './auth'
import type { HttpServices } from './http-services'
import type { Incoming } from './incoming'
import { isFromOwnPage } from './own-page'
import type { VisitorPrincipal } from './principal'
import { hasRole } from './roles'

const header = 'x-parley-visitor'
const lifeSeconds = 400 * 24 * 60 * 60

/**
 * Whoever comes, known by the token of an `X-Parley-Visitor` header where there is one. A token that is absent, expired or
 * of another tenant is nobody's; one that this server has not signed is refused with UNAUTHORIZED.
 */
export function visitor(): Auth<VisitorPrincipal> {
  return {
    kind: 'visitor',
    async authenticate(incoming, _, services) {
      const { headers } = incoming
      const bearer = await bearerIn(headers, services)
      const tenantId = await tenantFor(incoming, bearer, services)
      const exposure = services.exposureOf(headers)
      const visitorId = idOf(bearer, tenantId)
      // In open everybody may do what an editor may here.
      const isEditor = exposure === 'guarded' && (await isEditors(incoming, tenantId, services))
      const viewer = { tenantId, exposure, visitorId, ...(isEditor ? { isEditor } : {}) }
      return { kind: 'visitor', visitorId, tenantId, exposure, viewer }
    },
  }
}

type Issuing = Pick<HttpServices, 'tokens'>

/**
 * Who makes something: the visitor who called, or a new one. `headers` go into the answer, and hold the new one's token.
 */
export async function makingVisitor(
  principal: VisitorPrincipal,
  services: Issuing,
): Promise<{ visitorId: string; headers: Record<string, string> }> {
  const visitorId = principal.visitorId ?? randomUUID()
  return { visitorId, headers: await visitorHeaders(principal, visitorId, services) }
}

/** For an answer whose maker is `visitorId`: their token, unless the caller is known already. */
export async function visitorHeaders(
  { tenantId, visitorId: known }: VisitorPrincipal,
  visitorId: string,
  { tokens }: Issuing,
): Promise<Record<string, string>> {
  if (known !== null) return {}
  const token = await tokens.issue({ subject: `visitor:${visitorId}`, tenantId, audience: 'visitor' }, lifeSeconds)
  return { [header]: token }
}

// A person's cookie says nothing about whose conversations these are: only that they may look into their own.
async function isEditors({ method, headers }: Incoming, tenantId: string, services: HttpServices): Promise<boolean> {
  if (method !== 'GET' && method !== 'HEAD' && !isFromOwnPage(headers, services.ownOrigin)) return false
  const person = await services.sessionCookie.personOf(headers)
  return person !== null && person.tenantId === tenantId && hasRole(person, 'editor')
}

/** Whose token a request bears; null: nobody's of this tenant. Throws UNAUTHORIZED for one that this server has not signed. */
export async function visitorIn(headers: Headers, tenantId: string, services: Issuing): Promise<string | null> {
  return idOf(await bearerIn(headers, services), tenantId)
}

type Bearer = { subject: string; tenantId: string }

async function bearerIn(headers: Headers, { tokens }: Issuing): Promise<Bearer | null> {
  const token = headers.get(header)
  if (!token) return null
  return tokens.verify(token, 'visitor').catch((error: unknown) => {
    if (isExpired(error)) return null
    if (!isAppError(error) || error.code !== 'UNAUTHORIZED') throw error
    throw new AppError('UNAUTHORIZED', 'The visitor token is not valid', { cause: error })
  })
}

function idOf(bearer: Bearer | null, tenantId: string): string | null {
  return bearer?.tenantId === tenantId ? bearer.subject.replace(/^visitor:/, '') : null
}

// The host name's, but where editors of another tenant go on with what they began in the console: their agents are tried there.
async function tenantFor(incoming: Incoming, bearer: Bearer | null, services: HttpServices): Promise<string> {
  const tenantId = await services.tenantOf(incoming.headers)
  if (bearer === null || bearer.tenantId === tenantId) return tenantId
  return (await isEditors(incoming, bearer.tenantId, services)) ? bearer.tenantId : tenantId
}

// Expiry is looked at last: such a token is one of ours.
function isExpired(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_JWT_EXPIRED'
}
