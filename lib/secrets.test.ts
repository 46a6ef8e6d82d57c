import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSecrets } from '@/lib/secrets'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-secrets-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = () => join(folder, 'data', 'secrets.json')
const open = (given = {}) => openSecrets(join(folder, 'data'), given)

describe('a first start', () => {
  test('makes all three and keeps them where only their owner reads', async () => {
    const secrets = await open()
    expect(secrets.made).toEqual(['authSecret', 'adminApiKey', 'adminPassword'])
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      adminApiKey: secrets.adminApiKey,
      adminPassword: secrets.adminPassword,
    })
  })

  test('of two servers at one moment gives both the same secrets, and only one has made them', async () => {
    const [one, other] = await Promise.all([open(), open()])
    expect(one.fingerprint).toBe(other.fingerprint)
    expect(one.adminApiKey).toBe(other.adminApiKey)
    expect([one.made.length, other.made.length].sort()).toEqual([0, 3])
    expect(await readdir(join(folder, 'data'))).toEqual(['secrets.json'])
  })
})

describe('a later start', () => {
  test('finds the same and makes nothing', async () => {
    const first = await open()
    const second = await open()
    expect(second.made).toEqual([])
    expect(second.adminApiKey).toBe(first.adminApiKey)
    expect(second.decrypt(first.encrypt('sk-1'))).toBe('sk-1')
  })

  test('adds what is missing beside what is there', async () => {
    const first = await open({ ADMIN_PASSWORD: 'correct horse' })
    const second = await open()
    expect(second.made).toEqual(['adminPassword'])
    expect(second.fingerprint).toBe(first.fingerprint)
  })
})

describe('the environment', () => {
  const given = { AUTH_SECRET: 'a'.repeat(32), ADMIN_API_KEY: 'k'.repeat(16), ADMIN_PASSWORD: 'correct horse' }

  test('wins over what is kept', async () => {
    const kept = await open()
    const secrets = await open(given)
    expect(secrets).toMatchObject({ adminApiKey: given.ADMIN_API_KEY, adminPassword: given.ADMIN_PASSWORD, made: [] })
    expect(secrets.fingerprint).not.toBe(kept.fingerprint)
  })

  test('is not written to the folder', async () => {
    await open(given)
    await expect(stat(file())).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('what the root secret protects', () => {
  test('reads differently each time it is encrypted', async () => {
    const { encrypt } = await open()
    expect(encrypt('sk-1')).not.toBe(encrypt('sk-1'))
    expect(encrypt('sk-1')).not.toContain('sk-1')
  })

  test('cannot be read after it was changed, nor with another root secret', async () => {
    const { encrypt, decrypt } = await open()
    const bytes = Buffer.from(encrypt('sk-1'), 'base64')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    expect(() => decrypt(bytes.toString('base64'))).toThrow()
    const stranger = await open({ AUTH_SECRET: 'b'.repeat(32) })
    expect(() => stranger.decrypt(encrypt('sk-1'))).toThrow()
  })

  test('has a key of its own for each purpose', async () => {
    const { deriveKey } = await open()
    expect(deriveKey('access tokens')).toHaveLength(32)
    expect(deriveKey('access tokens')).toEqual(deriveKey('access tokens'))
    expect(deriveKey('access tokens')).not.toEqual(deriveKey('visitors'))
  })
})

describe('a file that cannot be used', () => {
  test.each(['', 'not json', '{"authSecret":7}'])('%j is never replaced', async (content) => {
    await open()
    await writeFile(file(), content)
    await expect(open()).rejects.toThrow(/damaged: restore it/)
    expect(await readFile(file(), 'utf8')).toBe(content)
  })

  test.skipIf(process.getuid?.() === 0)('without permission to read says whose it should be', async () => {
    await open()
    await chmod(file(), 0)
    await expect(open()).rejects.toThrow(/EACCES.*Start as the user that owns it/)
  })

  test('in a folder that is none says so', async () => {
    await writeFile(join(folder, 'data'), '')
    await expect(open()).rejects.toThrow(/secrets\.json cannot be (read|written) \(ENOTDIR\)/)
  })
})
