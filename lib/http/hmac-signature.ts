import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto'

/** What a signature covers (contract 1 "Signature Generation"; contract 6 for the nonce). */
export type SignedParts = {
  /** Seconds since the epoch, as sent. */
  timestamp: string
  /** Empty where none was sent. */
  nonce: string
  method: string
  /** As sent: trailing slash, and query where it is signed. */
  path: string
  /** Hexadecimal SHA-256 of the body's bytes. */
  bodyHash: string
}

export function hmacKey(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret, 'utf8'))
}

export function bodyHash(body: Uint8Array): string {
  return hash('sha256', body, 'hex')
}

/** Hexadecimal HMAC-SHA256, lower case. */
export function signatureOf(key: KeyObject, parts: SignedParts): string {
  const message = parts.timestamp + parts.nonce + parts.method.toUpperCase() + parts.path + parts.bodyHash
  return createHmac('sha256', key).update(message).digest('hex')
}

/** In constant time once the lengths agree. */
export function fitsSignature(key: KeyObject, parts: SignedParts, signature: string): boolean {
  const given = Buffer.from(signature, 'utf8')
  const right = Buffer.from(signatureOf(key, parts), 'utf8')
  return given.length === right.length && timingSafeEqual(given, right)
}
