import { randomUUID } from 'node:crypto'
import { decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import { retiredKeyLifeMs } from '@/lib/domain/token-store'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { movableClock } from '@/test/movable-clock'
import { nowSeconds, testServices } from './test-kit'
import { createTokens } from './tokens'

const subject = { subject: 'person:1', tenantId: 'tenant-1', audience: 'api', role: 'editor' } as const
const refused = { code: 'UNAUTHORIZED', publicMessage: 'Invalid or expired token' }

test('a token says who bears it, for whom and as what', async () => {
  const { tokens } = testServices().services
  expect(await tokens.verify(await tokens.issue(subject, 60), 'api')).toEqual({
    kind: 'token',
    subject: 'person:1',
    tenantId: 'tenant-1',
    role: 'editor',
    expiresAt: (nowSeconds + 60) * 1000,
    familyId: null,
  })
})

test('a token is good until it expires', async () => {
  const { services, pass } = testServices()
  const token = await services.tokens.issue(subject, 60)
  pass(58_000)
  await expect(services.tokens.verify(token, 'api')).resolves.toBeDefined()
  pass(2_000)
  await expect(services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test('a token for one use is refused for another', async () => {
  const { tokens } = testServices().services
  await expect(tokens.verify(await tokens.issue(subject, 60), 'visitor')).rejects.toMatchObject(refused)
})

test('a token of another secret is refused', async () => {
  const { services } = testServices()
  const others = createTokens({ secret: Buffer.alloc(32, 8), clock: services.clock, store: services.store.tokens })
  await expect(services.tokens.verify(await others.issue(subject, 60), 'api')).rejects.toMatchObject(refused)
})

test.each(['', 'a.b.c', 'abc'])('%j is no token', async (token) => {
  await expect(testServices().services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test('an unsigned token is refused', async () => {
  const { services } = testServices()
  const token = new UnsecuredJWT({ tenant_id: 'tenant-1' })
    .setSubject('person:1')
    .setIssuer('parley')
    .setAudience('api')
    .setIssuedAt(1)
    .setExpirationTime(9_999_999_999)
    .encode()
  await expect(services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test.each([
  ['another algorithm', { alg: 'HS512', issuer: 'parley', expires: true, sub: true }],
  ['another issuer', { alg: 'HS256', issuer: 'someone', expires: true, sub: true }],
  ['no expiry', { alg: 'HS256', issuer: 'parley', expires: false, sub: true }],
  ['no subject', { alg: 'HS256', issuer: 'parley', expires: true, sub: false }],
])('a token with %s is refused though our secret signed it', async (_, { alg, issuer, expires, sub }) => {
  const { services } = testServices()
  const jwt = new SignJWT({ tenant_id: 'tenant-1' }).setProtectedHeader({ alg }).setIssuer(issuer).setAudience('api')
  if (sub) jwt.setSubject('person:1')
  if (expires) jwt.setExpirationTime(9_999_999_999)
  const token = await jwt.setIssuedAt(1).sign(Buffer.alloc(32, 7))
  await expect(services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test('a server that has forgotten nothing still takes tokens from before keys had ids', async () => {
  const { services } = testServices()
  const token = await new SignJWT({ tenant_id: 'tenant-1', role: 'editor' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject('person:1')
    .setIssuer('parley')
    .setAudience('api')
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + 60)
    .sign(Buffer.alloc(32, 7))
  expect(await services.tokens.verify(token, 'api')).toMatchObject({ subject: 'person:1' })
})

/** Processes on one store. */
function keyed() {
  const clock = movableClock(nowSeconds * 1000)
  const store = createMemoryStore(clock).tokens
  const reads = { count: 0, fails: false }
  const counted = {
    ...store,
    async listSigningKeys(scope: Parameters<typeof store.listSigningKeys>[0]) {
      reads.count += 1
      if (reads.fails) throw new AppError('BUSY', 'The database is away')
      return store.listSigningKeys(scope)
    },
  }
  const process = () => createTokens({ secret: Buffer.alloc(32, 7), clock, store: counted })
  const rotate = async () => {
    const id = randomUUID()
    await store.addSigningKey(platform, { id, createdAt: clock.now() })
    return id
  }
  return { clock, store, reads, process, rotate }
}
const visitor = { subject: 'visitor:1', tenantId: 'tenant-1', audience: 'visitor' } as const
const years = 3 * 365 * 24 * 60 * 60

describe('keys that rotate', () => {
  test('what was signed before and after is good in a process that knows the new key and in one that does not', async () => {
    const { process, rotate, clock } = keyed()
    const [knowing, behind] = [process(), process()]
    const first = await behind.issue(visitor, years)
    await rotate()
    const second = await process().issue(visitor, years)
    clock.advance(1_000)
    const newest = await rotate()
    const third = await knowing.issue(visitor, years)
    expect(decodeProtectedHeader(third).kid).toBe(newest)
    for (const token of [first, second, third])
      for (const tokens of [knowing, behind]) expect(await tokens.verify(token, 'visitor')).toBeDefined()
  })

  test('the new key signs in every process within seconds', async () => {
    const { process, rotate, clock } = keyed()
    const tokens = process()
    await tokens.issue(visitor, 60)
    const id = await rotate()
    clock.advance(5_000)
    await tokens.issue(visitor, 60)
    expect(decodeProtectedHeader(await tokens.issue(visitor, 60)).kid).toBe(id)
  })

  test('a key is given up when what it signed may be good no longer', async () => {
    const { process, rotate, clock } = keyed()
    const tokens = process()
    const [ours, older] = [await tokens.issue(visitor, years), await rotate()]
    clock.advance(1_000)
    const byOlder = await process().issue(visitor, years)
    expect(decodeProtectedHeader(byOlder).kid).toBe(older)
    await rotate()
    clock.advance(retiredKeyLifeMs - 1_000)
    await expect(process().verify(ours, 'visitor')).rejects.toMatchObject(refused)
    await expect(process().verify(byOlder, 'visitor')).resolves.toBeDefined()
    clock.advance(1_000)
    await expect(process().verify(byOlder, 'visitor')).rejects.toMatchObject(refused)
  })

  test('keys that nobody knows are asked for once a second, however many tokens name them', async () => {
    const { process, clock, reads } = keyed()
    const tokens = process()
    const strange = () =>
      new SignJWT({ tenant_id: 'tenant-1' })
        .setProtectedHeader({ alg: 'HS256', kid: randomUUID() })
        .setExpirationTime(9_999_999_999)
        .sign(Buffer.alloc(32, 7))
    for (let round = 0; round < 20; round += 1)
      await expect(tokens.verify(await strange(), 'visitor')).rejects.toMatchObject(refused)
    expect(reads.count).toBe(1)
    clock.advance(1_000)
    for (let round = 0; round < 20; round += 1)
      await expect(tokens.verify(await strange(), 'visitor')).rejects.toMatchObject(refused)
    expect(reads.count).toBe(2)
  })

  test('while the database is away the keys that are known go on; where none are known that is said', async () => {
    const { process, clock, reads } = keyed()
    const tokens = process()
    const token = await tokens.issue(visitor, 600)
    reads.fails = true
    clock.advance(60_000)
    expect(await tokens.verify(token, 'visitor')).toBeDefined()
    await expect(process().verify(token, 'visitor')).rejects.toMatchObject({ code: 'BUSY' })
  })
})

describe('tokens of a sign-in', () => {
  async function signedIn() {
    const { clock, store: _, ...rest } = keyed()
    const whole = createMemoryStore(clock)
    await whole.access.addTenant(platform, { id: 'tenant-1', name: 'A clinic' })
    const familyId = randomUUID()
    const times = { createdAt: clock.now(), expiresAt: clock.now() + 3_600_000 }
    const family = { id: familyId, tenantId: 'tenant-1', currentHash: 'h', ...times }
    await whole.tokens.addFamily(platform, { ...family, subject: 'person:1' })
    const tokens = createTokens({ secret: Buffer.alloc(32, 7), clock, store: whole.tokens })
    const revoke = () => whole.tokens.revokeFamily(platform, familyId, clock.now())
    return { ...rest, clock, tokens, familyId, revoke }
  }

  test('are refused within two seconds of its end, also where they were good a moment ago', async () => {
    const { clock, tokens, familyId, revoke } = await signedIn()
    const token = await tokens.issue({ ...subject, familyId }, 60)
    const principal = await tokens.verify(token, 'api')
    expect(principal.familyId).toBe(familyId)
    await revoke()
    clock.advance(2_000)
    await expect(tokens.verify(token, 'api')).rejects.toMatchObject(refused)
    await expect(tokens.requireStillGood(principal)).rejects.toMatchObject(refused)
  })

  test('stay good while it goes on, until they expire', async () => {
    const { clock, tokens, familyId } = await signedIn()
    const principal = await tokens.verify(await tokens.issue({ ...subject, familyId }, 60), 'api')
    clock.advance(59_000)
    await expect(tokens.requireStillGood(principal)).resolves.toBeUndefined()
    clock.advance(1_000)
    await expect(tokens.requireStillGood(principal)).rejects.toMatchObject(refused)
  })

  test('of one that nobody knows are refused', async () => {
    const { tokens } = await signedIn()
    const token = await tokens.issue({ ...subject, familyId: randomUUID() }, 60)
    await expect(tokens.verify(token, 'api')).rejects.toMatchObject(refused)
  })

  test('a ticket stands for its bearer’s token, for one session, and no longer than it', async () => {
    const { clock, tokens, familyId, revoke } = await signedIn()
    const bearer = await tokens.verify(await tokens.issue({ ...subject, familyId }, 60), 'api')
    const issuedAt = clock.now()
    const ticket = await tokens.issueTicket({ ...bearer, sessionId: 's1' }, 30)
    const read = await tokens.readTicket(ticket)
    expect(read).toEqual({ principal: bearer, sessionId: 's1', id: expect.any(String), expiresAt: issuedAt + 30_000 })
    const other = await tokens.readTicket(await tokens.issueTicket({ ...bearer, sessionId: 's1' }, 30))
    expect(other.id).not.toBe(read.id)
    await expect(tokens.verify(ticket, 'api')).rejects.toMatchObject(refused)
    await expect(tokens.readTicket(await tokens.issue({ ...subject, familyId }, 60))).rejects.toMatchObject(refused)
    await revoke()
    clock.advance(2_000)
    await expect(tokens.readTicket(ticket)).rejects.toMatchObject(refused)
  })

  test('a ticket expires, and so does the token behind it', async () => {
    const { clock, tokens } = await signedIn()
    const bearer = await tokens.verify(await tokens.issue(subject, 10), 'api')
    const ticket = await tokens.issueTicket({ ...bearer, sessionId: 's1' }, 30)
    clock.advance(10_000)
    await expect(tokens.readTicket(ticket)).rejects.toMatchObject(refused)
    const late = await tokens.issueTicket({ ...bearer, expiresAt: clock.now() + 600_000, sessionId: 's1' }, 30)
    clock.advance(30_000)
    await expect(tokens.readTicket(late)).rejects.toMatchObject(refused)
  })
})
