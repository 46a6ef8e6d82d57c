import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import { retiredKeyLifeMs, type TokenStore } from '@/lib/domain/token-store'
import { start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant } from '@/lib/store/suite/talk'

const day = 24 * 60 * 60 * 1000
const minute = 60_000
const graceMs = 30_000
const refused = { code: 'NOT_FOUND' }

export function tokenSuite({ store }: SuiteSetup): void {
  async function newFamily() {
    const { tokens } = store()
    const tenantId = await newTenant(store())
    const scope = tenant(tenantId)
    const subject = 'person:ada' as const
    const family = { id: randomUUID(), tenantId, subject, currentHash: 'h0', createdAt: start, expiresAt: start + day }
    await tokens.addFamily(scope, family)
    const rotate = (fromHash: string, toHash: string, at: number, expiresAt = at + day) =>
      tokens.rotateFamily(scope, { familyId: family.id, fromHash, toHash, at, graceMs, expiresAt })
    const isRevoked = async () => (await tokens.revokedFamilies(scope, [family.id])).length > 0
    return { tokens, tenantId, scope, family, rotate, isRevoked }
  }

  describe('families of tokens', () => {
    test('each refresh gives the token up for the next one, and lives on', async () => {
      const { rotate, family } = await newFamily()
      expect(await rotate('h0', 'h1', start + 1)).toEqual({
        outcome: 'rotated',
        family: { ...family, currentHash: 'h1', expiresAt: start + 1 + day },
      })
      expect(await rotate('h1', 'h2', start + day)).toMatchObject({ outcome: 'rotated' })
      expect(await rotate('h2', 'h3', start + 2 * day)).toEqual({ outcome: 'unknown' })
    })

    test('the token given up last is taken within the grace', async () => {
      const { rotate, isRevoked } = await newFamily()
      await rotate('h0', 'h1', start)
      expect(await rotate('h0', 'h1', start + graceMs - 1)).toMatchObject({ outcome: 'rotated' })
      expect(await rotate('h1', 'h2', start + day / 2)).toMatchObject({ outcome: 'rotated' })
      expect(await isRevoked()).toBe(false)
    })

    test.each([
      ['the last one past the grace', 'h1', start + 1 + graceMs],
      ['an older one within it', 'h0', start + 2],
      ['one that was never given', 'elsewhere', start + 2],
    ])('%s revokes the family', async (_, hash, at) => {
      const { rotate, isRevoked } = await newFamily()
      await rotate('h0', 'h1', start)
      await rotate('h1', 'h2', start + 1)
      expect(await rotate(hash, 'h9', at)).toEqual({ outcome: 'reused' })
      expect(await isRevoked()).toBe(true)
      expect(await rotate('h2', 'h3', at)).toEqual({ outcome: 'unknown' })
    })

    test('of many refreshes of one token at once all are taken, and one token is in force', async () => {
      const { rotate, isRevoked } = await newFamily()
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => rotate('h0', 'h1', start)))
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(12).fill('rotated'))
      expect(await rotate('h1', 'h2', start + day / 2)).toMatchObject({ outcome: 'rotated' })
      expect(await isRevoked()).toBe(false)
    })

    test('one is revoked once, and unknown ones count as revoked', async () => {
      const { tokens, scope, family, rotate, isRevoked } = await newFamily()
      const unknown = randomUUID()
      expect(await tokens.revokedFamilies(platform, [family.id, unknown])).toEqual([unknown])
      expect(await tokens.revokeFamily(scope, family.id, start)).toBe(true)
      expect(await tokens.revokeFamily(scope, family.id, start)).toBe(false)
      expect(await tokens.revokeFamily(scope, unknown, start)).toBe(false)
      expect(await isRevoked()).toBe(true)
      expect(await rotate('h0', 'h1', start)).toEqual({ outcome: 'unknown' })
    })

    test('all of one subject are revoked together', async () => {
      const { tokens, tenantId, scope, family } = await newFamily()
      const [second, bens] = [randomUUID(), randomUUID()]
      await tokens.addFamily(scope, { ...family, id: second })
      await tokens.addFamily(scope, { ...family, id: bens, subject: 'external:ben' })
      expect(await tokens.revokeSubject(scope, tenantId, 'person:ada', start)).toBe(2)
      expect(await tokens.revokeSubject(scope, tenantId, 'person:ada', start)).toBe(0)
      expect((await tokens.revokedFamilies(scope, [family.id, second, bens])).sort()).toEqual(
        [family.id, second].sort(),
      )
    })

    test('none is added for a tenant that is not there', async () => {
      const { tokens, family } = await newFamily()
      const nowhere = { ...family, id: randomUUID(), tenantId: randomUUID() }
      await expect(tokens.addFamily(platform, nowhere)).rejects.toMatchObject(refused)
    })

    test('what is over is forgotten, and what is in force is not', async () => {
      const { tokens, scope, family, isRevoked } = await newFamily()
      await tokens.forgetOldTokens(scope, start + day - 1)
      expect(await isRevoked()).toBe(false)
      await store().upkeep.forgetExpired(start + day)
      expect(await isRevoked()).toBe(true)
      await tokens.addFamily(scope, family)
      expect(await isRevoked()).toBe(false)
    })
  })

  describe('keys that sign', () => {
    test('the newest is the one, and those before it are known until what they signed is over', async () => {
      const { tokens } = store()
      const [older, newer] = [randomUUID(), randomUUID()]
      await tokens.addSigningKey(platform, { id: older, createdAt: start })
      await tokens.addSigningKey(platform, { id: newer, createdAt: start + 1 })
      expect((await tokens.listSigningKeys(platform)).slice(0, 2)).toEqual([
        { id: newer, createdAt: start + 1, retiredAt: null },
        { id: older, createdAt: start, retiredAt: start + 1 },
      ])
      await tokens.forgetOldTokens(platform, start + retiredKeyLifeMs)
      expect(await tokens.listSigningKeys(platform)).toHaveLength(2)
      await tokens.forgetOldTokens(platform, start + 1 + retiredKeyLifeMs)
      expect(await tokens.listSigningKeys(platform)).toEqual([{ id: newer, createdAt: start + 1, retiredAt: null }])
    })
  })

  describe('failed tries of a password', () => {
    function counter() {
      const { tokens } = store()
      const key = randomUUID()
      const fail = (at: number) =>
        tokens.countFailure(platform, { key, at, windowMs: 15 * minute, limit: 3, lockMs: 10 * minute })
      const lockedUntil = (now: number) => tokens.lockedUntil(platform, key, now)
      return { tokens, key, fail, lockedUntil }
    }

    test('the one that reaches the limit locks, and more do not lock for longer', async () => {
      const { fail, lockedUntil } = counter()
      expect([await fail(start), await fail(start)]).toEqual([null, null])
      expect(await lockedUntil(start)).toBeNull()
      const until = start + 5 + 10 * minute
      expect(await fail(start + 5)).toBe(until)
      expect(await fail(start + minute)).toBe(until)
      expect(await lockedUntil(until - 1)).toBe(until)
      expect(await lockedUntil(until)).toBeNull()
      expect(await fail(until)).toBeNull()
    })

    test('they are counted in a window that begins with the first, and a lock outlives it', async () => {
      const { fail, lockedUntil } = counter()
      await fail(start)
      await fail(start + 1)
      expect(await fail(start + 15 * minute)).toBeNull()
      await fail(start + 16 * minute)
      const until = start + 39 * minute
      expect(await fail(start + 29 * minute)).toBe(until)
      expect(await fail(start + 31 * minute)).toBe(until)
      expect(await lockedUntil(start + 38 * minute)).toBe(until)
    })

    test('of many at once each is counted', async () => {
      const { tokens, key } = counter()
      const failure = { key, at: start, windowMs: minute, limit: 20, lockMs: minute }
      const answers = await Promise.all(Array.from({ length: 20 }, () => tokens.countFailure(platform, failure)))
      expect(answers.filter((until) => until !== null)).toEqual([start + minute])
    })

    test('they are forgotten on demand, and when they count no more', async () => {
      const { tokens, key, fail, lockedUntil } = counter()
      for (const at of [start, start, start]) await fail(at)
      await tokens.forgetFailures(platform, key)
      expect(await lockedUntil(start)).toBeNull()
      await fail(start)
      await fail(start)
      await tokens.forgetOldTokens(platform, start + 15 * minute - 1)
      expect(await fail(start)).not.toBeNull()
    })
  })

  test('another tenant finds no tokens and changes none by any function', async () => {
    const { tokens, tenantId, scope, family } = await newFamily()
    const key = randomUUID()
    const failure = { key, at: start, windowMs: minute, limit: 1, lockMs: minute }
    await tokens.countFailure(scope, failure)
    const stranger = tenant(await newTenant(store()))
    const rotation = { familyId: family.id, fromHash: 'h0', toHash: 'h1', at: start, graceMs, expiresAt: start + day }
    const attempts: { [Name in keyof TokenStore]: [(scope: Scope) => Promise<unknown>, unknown] } = {
      addFamily: [(s) => tokens.addFamily(s, { ...family, id: randomUUID() }), refused],
      rotateFamily: [(s) => tokens.rotateFamily(s, rotation), { outcome: 'unknown' }],
      revokeFamily: [(s) => tokens.revokeFamily(s, family.id, start), false],
      revokeSubject: [(s) => tokens.revokeSubject(s, tenantId, family.subject, start), 0],
      revokedFamilies: [(s) => tokens.revokedFamilies(s, [family.id]), [family.id]],
      listSigningKeys: [(s) => tokens.listSigningKeys(s), []],
      addSigningKey: [(s) => tokens.addSigningKey(s, { id: randomUUID(), createdAt: start }), refused],
      countFailure: [(s) => tokens.countFailure(s, { ...failure, limit: 9 }), null],
      lockedUntil: [(s) => tokens.lockedUntil(s, key, start), null],
      forgetFailures: [(s) => tokens.forgetFailures(s, key), undefined],
      forgetOldTokens: [(s) => tokens.forgetOldTokens(s, start + 2 * day), undefined],
    }
    expect(Object.keys(attempts).sort()).toEqual(Object.keys(tokens).sort())
    for (const [call, answer] of Object.values(attempts))
      expect(await call(stranger).catch((error: { code?: string }) => ({ code: error.code }))).toEqual(answer)
    expect(await tokens.revokedFamilies(scope, [family.id])).toEqual([])
    expect(await tokens.lockedUntil(scope, key, start)).toBe(start + minute)
    expect(await tokens.rotateFamily(scope, rotation)).toMatchObject({ outcome: 'rotated' })
  })
}
