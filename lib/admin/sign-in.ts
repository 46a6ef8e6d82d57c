import { createHash } from 'node:crypto'
import type { AccessStore, Person } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'
import { hashPassword, isPassword } from './password'

export type SignInPorts = {
  access: Pick<AccessStore, 'findPerson'>
  /** Tries of a password by client and email. */
  attempts: {
    take(key: string): { allowed: true } | { allowed: false; retryAfterSeconds: number }
    forget(key: string): void
  }
  /** Tries by email alone, from all addresses and by all processes. */
  failures: Pick<TokenStore, 'countFailure' | 'forgetFailures'>
  clock: Clock
}

/** So many failures lock an account for as long as they are counted. */
const failuresAllowed = 30
const windowMs = 15 * 60_000

/**
 * The person who knows this password. Throws UNAUTHORIZED (the same, after the same time, for an unknown email and a wrong
 * password), RATE_LIMITED after too many failures of this client or for this email, with the seconds to wait.
 */
export async function signIn(
  { access, attempts, failures, clock }: SignInPorts,
  credentials: { email: string; password: string; client: string },
): Promise<Person> {
  const email = credentials.email.trim().toLowerCase()
  const attempt = JSON.stringify([credentials.client, email])
  const account = createHash('sha256').update(email).digest('hex')
  // Counted before the password is looked at: parallel guesses count too.
  const permission = attempts.take(attempt)
  if (!permission.allowed) throw tooManyFailures(permission.retryAfterSeconds)
  const at = clock.now()
  const count = { key: account, at, windowMs, limit: failuresAllowed + 1, lockMs: windowMs }
  const lockedUntil = await failures.countFailure(platform, count)
  if (lockedUntil !== null) throw tooManyFailures(Math.ceil((lockedUntil - at) / 1000))
  const person = await access.findPerson(platform, email)
  const fits = await isPassword(credentials.password, person?.passwordHash ?? (await nobodysHash()))
  if (!person || !fits) throw new AppError('UNAUTHORIZED', 'Invalid email or password')
  attempts.forget(attempt)
  await failures.forgetFailures(platform, account)
  return person
}

function tooManyFailures(retryAfterSeconds: number): AppError {
  return new AppError('RATE_LIMITED', 'Too many failed attempts. Please try again later.', { retryAfterSeconds })
}

let nobody: Promise<string> | null = null

/** Stands in for a person who does not exist, so that asking for one takes as long. */
function nobodysHash(): Promise<string> {
  nobody ??= hashPassword('')
  return nobody
}
