import { AppError } from '@/lib/domain/errors'
import { type AccessStore, type Person, platform } from '@/lib/domain/store'
import { hashPassword, isPassword } from './password'

export type SignInPorts = {
  access: Pick<AccessStore, 'findPerson'>
  /** Tries of a password by client and email. */
  attempts: {
    take(key: string): { allowed: true } | { allowed: false; retryAfterSeconds: number }
    forget(key: string): void
  }
}

/**
 * The person who knows this password. Throws UNAUTHORIZED (the same, after the same time, for an unknown email and a wrong
 * password), RATE_LIMITED after too many failures, with the seconds to wait.
 */
export async function signIn(
  { access, attempts }: SignInPorts,
  credentials: { email: string; password: string; client: string },
): Promise<Person> {
  const email = credentials.email.trim().toLowerCase()
  const attempt = JSON.stringify([credentials.client, email])
  // Counted before the password is looked at: parallel guesses count too.
  const permission = attempts.take(attempt)
  if (!permission.allowed)
    throw new AppError('RATE_LIMITED', 'Too many failed attempts. Please try again later.', permission)
  const person = await access.findPerson(platform, email)
  const fits = await isPassword(credentials.password, person?.passwordHash ?? (await nobodysHash()))
  if (!person || !fits) throw new AppError('UNAUTHORIZED', 'Invalid email or password')
  attempts.forget(attempt)
  return person
}

let nobody: Promise<string> | null = null

/** Stands in for a person who does not exist, so that asking for one takes as long. */
function nobodysHash(): Promise<string> {
  nobody ??= hashPassword('')
  return nobody
}
