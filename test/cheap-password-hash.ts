import { randomBytes, scryptSync } from 'node:crypto'

/** As `hashPassword` keeps it, at a hundredth of the cost: for tests in which people sign in often. */
export function cheapPasswordHash(password: string): string {
  const [N, r, p] = [1024, 8, 1]
  const salt = randomBytes(16)
  const key = scryptSync(password, salt, 32, { N, r, p })
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$')
}
