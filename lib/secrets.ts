import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'

const kept = z.object({ authSecret: z.string(), adminApiKey: z.string(), adminPassword: z.string() }).partial()

export type Secrets = {
  adminApiKey: string
  adminPassword: string
  /** Names of those made by this start: shown once. */
  made: readonly ('authSecret' | 'adminApiKey' | 'adminPassword')[]
  /** A key of 32 bytes for one purpose, derived from the root secret. */
  deriveKey(purpose: string): Uint8Array
  /** Of the root secret: tells whether two processes have the same, and nothing else. */
  fingerprint: string
  encrypt(plain: string): string
  decrypt(cipher: string): string
}

export type GivenSecrets = {
  AUTH_SECRET?: string | undefined
  ADMIN_API_KEY?: string | undefined
  ADMIN_PASSWORD?: string | undefined
}

/**
 * The root secret, the platform's key and the first password: from the environment, else kept in
 * `<dataDir>/secrets.json` (0600), made where missing. Throws SERVER_ERROR where that file cannot be read or written.
 */
export async function openSecrets(dataDir: string, given: GivenSecrets): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json')
  const stored = await readKept(file)
  const fresh = {
    authSecret: randomBytes(32).toString('base64url'),
    adminApiKey: `pk_${randomBytes(24).toString('base64url')}`,
    adminPassword: randomBytes(9).toString('base64url'),
  }
  const fromEnvironment = {
    authSecret: given.AUTH_SECRET,
    adminApiKey: given.ADMIN_API_KEY,
    adminPassword: given.ADMIN_PASSWORD,
  }
  const names = ['authSecret', 'adminApiKey', 'adminPassword'] as const
  const made = names.filter((name) => fromEnvironment[name] === undefined && stored[name] === undefined)
  if (made.length > 0)
    await keep(file, dataDir, { ...stored, ...Object.fromEntries(made.map((name) => [name, fresh[name]])) })
  const value = (name: (typeof names)[number]) => fromEnvironment[name] ?? stored[name] ?? fresh[name]
  return {
    ...keysOf(value('authSecret')),
    adminApiKey: value('adminApiKey'),
    adminPassword: value('adminPassword'),
    made,
  }
}

function keysOf(authSecret: string): Pick<Secrets, 'deriveKey' | 'fingerprint' | 'encrypt' | 'decrypt'> {
  const deriveKey = (purpose: string) => new Uint8Array(hkdfSync('sha256', authSecret, 'parley', purpose, 32))
  const key = deriveKey('encryption at rest')
  return {
    deriveKey,
    fingerprint: createHash('sha256').update(deriveKey('fingerprint')).digest('hex').slice(0, 32),
    encrypt(plain) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
    },
    decrypt(text) {
      const bytes = Buffer.from(text, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

async function readKept(file: string): Promise<z.output<typeof kept>> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    if (isMissing(cause)) return {}
    throw new AppError(
      'SERVER_ERROR',
      `${file} cannot be read. Restore it from a backup, or set AUTH_SECRET and ADMIN_API_KEY; do not delete it: stored keys are encrypted with it.`,
      { cause },
    )
  }
}

// Written beside and renamed: a full disk leaves the old file.
async function keep(file: string, dataDir: string, values: z.output<typeof kept>): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const next = `${file}.${process.pid}`
    await writeFile(next, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 })
    await chmod(next, 0o600)
    await rename(next, file)
  } catch (cause) {
    throw new AppError(
      'SERVER_ERROR',
      `${file} cannot be written: ${reason(cause)}. Free space or set DATA_DIR to a folder this user may write.`,
      { cause },
    )
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
}
