import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'

const names = ['authSecret', 'adminApiKey', 'adminPassword'] as const
const kept = z.partialRecord(z.enum(names), z.string().min(1))

type Name = (typeof names)[number]
type Kept = z.output<typeof kept>

export type Secrets = {
  adminApiKey: string
  adminPassword: string
  /** Names of those made by this start: shown once. */
  made: readonly Name[]
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
  const fromEnvironment = {
    authSecret: given.AUTH_SECRET,
    adminApiKey: given.ADMIN_API_KEY,
    adminPassword: given.ADMIN_PASSWORD,
  }
  // With all three given, a file that cannot be read is in nobody's way.
  const stored = names.every((name) => fromEnvironment[name] !== undefined) ? null : await readKept(file)
  const fresh = {
    authSecret: randomBytes(32).toString('base64url'),
    adminApiKey: `pk_${randomBytes(24).toString('base64url')}`,
    adminPassword: randomBytes(9).toString('base64url'),
  }
  const made = names.filter((name) => fromEnvironment[name] === undefined && stored?.[name] === undefined)
  if (made.length > 0) {
    const additions = Object.fromEntries(made.map((name) => [name, fresh[name]]))
    // Another server that started at the same moment was first: its secrets are the ones.
    if ((await keep(dataDir, stored, additions)) === 'taken') return openSecrets(dataDir, given)
  }
  const value = (name: Name) => fromEnvironment[name] ?? stored?.[name] ?? fresh[name]
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

async function readKept(file: string): Promise<Kept | null> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') return null
    const advice =
      code === null
        ? 'It is damaged: restore it from a backup, or set AUTH_SECRET, ADMIN_API_KEY and ADMIN_PASSWORD. Do not delete it, stored keys are encrypted with it.'
        : 'Start as the user that owns it, or set DATA_DIR to a folder of your own.'
    throw new AppError('SERVER_ERROR', `${file} cannot be read${code ? ` (${code})` : ''}. ${advice}`, { cause })
  }
}

// Written beside and put in place whole: a full disk leaves the old file, and a first file never replaces another.
async function keep(dataDir: string, stored: Kept | null, additions: Kept): Promise<'kept' | 'taken'> {
  const file = join(dataDir, 'secrets.json')
  const beside = `${file}.${randomUUID()}`
  try {
    // Closed to readers but not to passers-by: an account that runs the database in root's place has to get through.
    await mkdir(dataDir, { recursive: true, mode: 0o711 })
    await writeFile(beside, `${JSON.stringify({ ...stored, ...additions }, null, 2)}\n`, { mode: 0o600, flush: true })
    if (stored) await rename(beside, file)
    else await link(beside, file)
    return 'kept'
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return 'taken'
    throw new AppError(
      'SERVER_ERROR',
      `${file} cannot be written (${codeOf(cause)}). Free space or set DATA_DIR to a folder this user may write.`,
      { cause },
    )
  } finally {
    // What could not be written cannot be removed either, and the first failure is the one to tell.
    await rm(beside, { force: true }).catch(() => undefined)
  }
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : null
}
