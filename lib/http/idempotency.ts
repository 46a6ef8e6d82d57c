import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Idempotency } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import type { Incoming } from './incoming'
import { credentialOf, type Principal } from './principal'

/** For a row's `headers`; what a key may be is checked by `idempotencyKey`, whose refusal is a 400. */
export const idempotencyHeaders = z.object({
  'idempotency-key': z.string().optional().meta({
    description: 'Sent again with the same request, the first answer is repeated and nothing is done twice (24 hours).',
    example: '6f1c7a52-8d2e-4f0b-9a41-0f6b6f1d2c3e',
  }),
})

/** The Idempotency-Key header, or null. Throws BAD_REQUEST unless it has 1–255 visible ASCII characters. */
export function idempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key !== null && !/^[\x21-\x7e]{1,255}$/.test(key))
    throw new AppError('BAD_REQUEST', 'Idempotency-Key must have 1 to 255 visible ASCII characters')
  return key
}

/** A key as the store knows it: in the scope of who called which endpoint, with a hash of what was asked. */
export function scopedIdempotency(
  key: string,
  call: { principal: Principal; request: Pick<Incoming, 'method' | 'path' | 'client' | 'body'>; endpoint: string },
): Idempotency {
  const { principal, request, endpoint } = call
  const path = request.path.replace(/(?<=.)\/$/, '')
  return {
    key: sha256([credentialOf(principal, request.client), endpoint, key]),
    requestHash: sha256([request.method, path, hash('sha256', request.body, 'hex')]),
  }
}

function sha256(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex')
}
