import { randomUUID } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { isPassword } from '@/lib/admin/password'
import { platform } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenant } from './demo-ids'
import { runPeople } from './run-people'

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4), monotonic: () => 0 }
const other = '22222222-2222-4222-8222-222222222222'

async function server() {
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: demoTenant, name: 'Demo' })
  await store.access.addTenant(platform, { id: other, name: 'Other' })
  const people = async (argv: readonly string[], typed = '') => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const openStore = async () => ({ ...store, close: async () => {} })
    const status = await runPeople({ argv, openStore, clock, stdin: Readable.from([typed]), stdout, stderr })
    stdout.end()
    stderr.end()
    return { status, shown: await text(stdout), errors: await text(stderr) }
  }
  const passwordFits = async (email: string, password: string) =>
    isPassword(password, (await store.access.findPerson(platform, email))?.passwordHash ?? '')
  /** A sign-in with tokens. Answers whether it is revoked. */
  const signIn = async (email: string) => {
    const person = await store.access.findPerson(platform, email)
    const family = {
      id: randomUUID(),
      tenantId: demoTenant,
      currentHash: 'h',
      createdAt: 0,
      expiresAt: clock.now() + 1,
    }
    await store.tokens.addFamily(platform, { ...family, subject: `person:${person?.id}` })
    return async () => (await store.tokens.revokedFamilies(platform, [family.id])).length > 0
  }
  return { people, passwordFits, signIn }
}

test('somebody who is added has the password of the first line, and is listed without it', async () => {
  const { people, passwordFits } = await server()
  const added = await people(['add', 'Ann@example.org', '--role', 'owner'], 'correct horse\nrest')
  expect(added).toEqual({ status: 0, shown: 'Ann@example.org can sign in, as owner.\n', errors: '' })
  await people(['add', 'ben@example.org', '-t', other], 'another one')
  expect(await passwordFits('ann@example.org', 'correct horse')).toBe(true)
  const { shown } = await people(['list'])
  expect(shown).toMatch(new RegExp(`ann@example.org +\\| owner +\\| ${demoTenant}`))
  expect(shown).toMatch(new RegExp(`ben@example.org +\\| editor +\\| ${other}`))
  expect(shown).not.toContain('scrypt')
  expect((await people(['list', '-t', other])).shown).not.toContain('ann@example.org')
})

test('a forgotten password is replaced', async () => {
  const { people, passwordFits } = await server()
  await people(['add', 'ann@example.org'], 'correct horse')
  expect(await people(['password', 'ANN@example.org'], 'battery staple')).toMatchObject({ status: 0 })
  expect(await passwordFits('ann@example.org', 'correct horse')).toBe(false)
  expect(await passwordFits('ann@example.org', 'battery staple')).toBe(true)
})

test.each([['password'], ['remove']])('%s revokes the tokens of that person and of nobody else', async (act) => {
  const { people, signIn } = await server()
  for (const email of ['ann@example.org', 'ben@example.org']) await people(['add', email], 'correct horse')
  const [annIsOut, benIsOut] = [await signIn('ann@example.org'), await signIn('ben@example.org')]
  await people([act, 'ann@example.org'], 'battery staple')
  expect([await annIsOut(), await benIsOut()]).toEqual([true, false])
})

test('everybody can be removed but the last owner', async () => {
  const { people } = await server()
  await people(['add', 'ann@example.org', '--role', 'owner'], 'correct horse')
  expect((await people(['remove', 'ann@example.org'])).errors).toMatch(/last owner/)
  await people(['add', 'ben@example.org', '--role', 'owner'], 'correct horse')
  expect((await people(['remove', 'ann@example.org'])).status).toBe(0)
  expect((await people(['list'])).shown).not.toContain('ann@example.org')
})

describe('what makes no sense is refused in words', () => {
  test.each([
    [[], '', 2, /Say list/],
    [['add'], '', 2, /Say list/],
    [['add', 'a@b.org', 'password'], 'password', 2, /Say list/],
    [['add', 'a@b.org', '--role', 'king'], 'long enough', 2, /owner, editor, analyst, user/],
    [['add', 'a@b.org'], '', 1, /No password/],
    [['add', 'a@b.org'], 'short', 1, /8 to 1,000/],
    [['add', 'nobody'], 'long enough', 1, /no e-mail address/],
    [['add', 'a@b.org', '-t', 'nowhere'], 'long enough', 1, /no tenant nowhere/],
    [['password', 'a@b.org'], 'long enough', 1, /Nobody has this address/],
    [['remove', 'a@b.org'], '', 1, /Nobody has this address/],
  ])('%j', async (argv, typed, status, sentence) => {
    const said = await (await server()).people(argv, typed)
    expect([said.status, said.errors]).toEqual([status, expect.stringMatching(sentence)])
  })

  test('an address that somebody has already, whatever the tenant', async () => {
    const { people } = await server()
    await people(['add', 'a@b.org'], 'long enough')
    expect((await people(['add', 'A@b.org', '-t', other], 'long enough')).errors).toMatch(/address already/)
  })
})
