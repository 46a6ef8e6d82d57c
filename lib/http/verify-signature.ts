import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import { bodyHash, fitsSignature } from './hmac-signature'
import type { HttpDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import type { Incoming } from './incoming'
import type { KeyPrincipal } from './principal'

/**
 * Whether the query belongs to the signed path: in contract 1 it does, in contract 6's admin API it does not;
 * our own administration takes both.
 */
export type SignedQuery = 'signed' | 'unsigned' | 'either'

const windowSeconds = 300

/**
 * Contract 1 "Authentication", with contract 6's nonce. Answers whose key signed the request.
 * Throws UNAUTHORIZED, and the dialect's own code for a wrong signature.
 */
export async function verifySignature(
  incoming: Incoming,
  signedQuery: SignedQuery,
  dialect: HttpDialect,
  services: Pick<HttpServices, 'clock' | 'keyRing' | 'store'>,
): Promise<KeyPrincipal> {
  const { timestamp, nonce, signature } = signatureHeaders(incoming.headers, services.clock.now())
  const common = { timestamp, nonce, method: incoming.method, bodyHash: bodyHash(incoming.body) }
  const paths = signedPaths(incoming, signedQuery)
  const signer = await services.keyRing.find((key) =>
    paths.some((path) => fitsSignature(key, { ...common, path }, signature)),
  )
  if (!signer) throw new AppError(dialect.wrongSignature, 'Invalid signature')
  // Only now: a stranger's request must not use up somebody's nonce.
  if (nonce && !(await isFirstUse(services, signer, nonce, Number(timestamp))))
    throw new AppError('UNAUTHORIZED', 'X-Nonce was already used')
  return signer
}

export function isSigned(headers: Headers): boolean {
  return headers.has('x-signature') || headers.has('x-timestamp')
}

/** Throws UNAUTHORIZED where they are missing, malformed or old: what can be said before the body is read. */
export function signatureHeaders(headers: Headers, nowMs: number) {
  const timestamp = headers.get('x-timestamp')
  const signature = headers.get('x-signature')
  const nonce = headers.get('x-nonce')
  if (!timestamp || !signature) throw new AppError('UNAUTHORIZED', 'Missing X-Timestamp or X-Signature header')
  if (!/^\d{10}$/.test(timestamp)) throw new AppError('UNAUTHORIZED', 'X-Timestamp must be Unix time in seconds')
  if (Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) > windowSeconds)
    throw new AppError('UNAUTHORIZED', 'X-Timestamp is more than 5 minutes from the time of the server')
  if (nonce !== null && !/^[\x21-\x7e]{16,255}$/.test(nonce))
    throw new AppError('UNAUTHORIZED', 'X-Nonce must have at least 16 visible characters')
  return { timestamp, signature, nonce: nonce ?? '' }
}

function signedPaths({ path, query }: Incoming, signedQuery: SignedQuery): string[] {
  if (query === '' || signedQuery === 'unsigned') return [path]
  return signedQuery === 'signed' ? [path + query] : [path, path + query]
}

function isFirstUse(
  services: Pick<HttpServices, 'store'>,
  signer: KeyPrincipal,
  nonce: string,
  timestamp: number,
): Promise<boolean> {
  const owner = signer.kind === 'platform' ? 'platform' : signer.keyId
  const expiresAt = (timestamp + windowSeconds + 1) * 1000
  return services.store.access.claimOnce(platform, `nonce:${owner}:${nonce}`, expiresAt)
}
