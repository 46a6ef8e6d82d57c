// The store's part behind tokens: what was issued together (a family: one sign-in and all its refreshes), the ids of the
// keys that sign (the keys themselves are derived from the root secret), and failed tries of passwords.
import type { Subject } from './chatbot'
import type { Scope } from './scope'

export type TokenFamily = {
  id: string
  tenantId: string
  subject: Subject
  /** SHA-256 of the refresh token in force, in hex. */
  currentHash: string
  createdAt: number
  /** No refresh after it. */
  expiresAt: number
}

/**
 * `rotated`: the new token is in force. `reused`: this token was given up longer ago than the grace allows; the family is
 * revoked now. `unknown`: no such family, or it has expired or was revoked.
 */
export type Rotation = { outcome: 'rotated'; family: TokenFamily } | { outcome: 'reused' | 'unknown' }

export type SigningKey = { id: string; createdAt: number /** Signs no more since then. */; retiredAt: number | null }

/** A retired key is known for as long as what it signed may be good: visitors' tokens, the longest-lived, for 400 days. */
export const retiredKeyLifeMs = 400 * 24 * 60 * 60 * 1000

export type TokenStore = {
  addFamily(scope: Scope, family: TokenFamily): Promise<void>
  /**
   * In one statement. The token given up last is taken once more within `graceMs`: its bearer may not have heard the answer.
   */
  rotateFamily(
    scope: Scope,
    rotation: { familyId: string; fromHash: string; toHash: string; at: number; graceMs: number; expiresAt: number },
  ): Promise<Rotation>
  /** False where there is none in force. */
  revokeFamily(scope: Scope, familyId: string, at: number): Promise<boolean>
  /** Answers how many. */
  revokeSubject(scope: Scope, tenantId: string, subject: Subject, at: number): Promise<number>
  /** Those of these families that were revoked or are not known. */
  revokedFamilies(scope: Scope, familyIds: readonly string[]): Promise<string[]>
  /** Newest first. Server-wide, as the root secret is. */
  listSigningKeys(scope: Scope): Promise<SigningKey[]>
  /** From then on it signs; the ones before it are retired. */
  addSigningKey(scope: Scope, key: { id: string; createdAt: number }): Promise<void>
  /**
   * Counts a failed try under `key` (never the address as written: a hash) in a window that begins with the first. At
   * `limit` it is locked for `lockMs`. Answers until when, or null.
   */
  countFailure(
    scope: Scope,
    failure: { key: string; at: number; windowMs: number; limit: number; lockMs: number },
  ): Promise<number | null>
  /** Null: not locked. */
  lockedUntil(scope: Scope, key: string, now: number): Promise<number | null>
  forgetFailures(scope: Scope, key: string): Promise<void>
  /** Families, keys and failures that nothing depends on any more. */
  forgetOldTokens(scope: Scope, now: number): Promise<void>
}
