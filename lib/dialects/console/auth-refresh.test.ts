import { describe, expect, test } from 'vitest'
import { platform, tenant } from '@/lib/domain/scope'
import { createRefreshTokens } from '@/lib/http/refresh-tokens'
import { ada, authServer } from './test-auth'

const day = 24 * 60 * 60_000

describe('200', () => {
  test('with new tokens for the same bearer, again and again', async () => {
    const { signIn, refresh, bearerOf, clock } = await authServer()
    let { refresh_token: token, access_token: last } = await signIn()
    for (let round = 0; round < 3; round += 1) {
      clock.advance(29 * day)
      const { status, body } = await refresh(token)
      expect([status, body.expires_in, body.refresh_expires_in]).toEqual([200, 3600, 2_592_000])
      expect(body.refresh_token).not.toBe(token)
      expect(await bearerOf(body.access_token)).toMatchObject({ subject: 'person:1', role: 'editor' })
      await expect(bearerOf(last)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
      ;[token, last] = [body.refresh_token, body.access_token]
    }
  })

  test('with today’s role', async () => {
    const { signIn, refresh, bearerOf, store } = await authServer()
    const { refresh_token } = await signIn()
    expect(await store.office.changeRole(platform, ada.id, 'analyst')).toBe('changed')
    const { body } = await refresh(refresh_token)
    expect(await bearerOf(body.access_token)).toMatchObject({ role: 'analyst' })
  })

  test('for a backend’s own user', async () => {
    const { signedAsk, refresh, bearerOf } = await authServer()
    const { body } = await signedAsk({ external_user_id: '7' }, 'tenant-key')
    const { body: next } = await refresh(body.refresh_token)
    expect(await bearerOf(next.access_token)).toMatchObject({
      ...{ subject: 'external:7', tenantId: 'tenant-1', role: 'user' },
    })
  })

  test('of parallel refreshes in two processes all go on with one and the same token', async () => {
    const { signIn, process, bearerOf } = await authServer()
    const { refresh_token } = await signIn()
    const processes = [process(), process()]
    const answers = await Promise.all([0, 1, 0, 1, 0].map((n) => processes[n]?.refresh(refresh_token)))
    expect(answers.map((answer) => answer?.status)).toEqual(Array(5).fill(200))
    const next = new Set(answers.map((answer) => answer?.body.refresh_token))
    expect(next.size).toBe(1)
    for (const answer of answers) expect(await bearerOf(answer?.body.access_token)).toMatchObject({ role: 'editor' })
    expect((await processes[1]?.refresh([...next].join()))?.status).toBe(200)
  })

  test('once more within 30 seconds, for a client that has not heard the answer', async () => {
    const { signIn, refresh, clock } = await authServer()
    const { refresh_token } = await signIn()
    const first = await refresh(refresh_token)
    clock.advance(29_000)
    const again = await refresh(refresh_token)
    expect([again.status, again.body.refresh_token]).toEqual([200, first.body.refresh_token])
    clock.advance(day)
    expect((await refresh(first.body.refresh_token)).status).toBe(200)
  })
})

describe('401', () => {
  test('for a token used up longer ago; all that came of the sign-in is refused within two seconds', async () => {
    const { signIn, refresh, bearerOf, clock } = await authServer()
    const { refresh_token } = await signIn()
    const { body: next } = await refresh(refresh_token)
    await bearerOf(next.access_token)
    clock.advance(30_000)
    expect((await refresh(refresh_token)).status).toBe(401)
    expect((await refresh(next.refresh_token)).status).toBe(401)
    clock.advance(2_000)
    await expect(bearerOf(next.access_token)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('for a token older than the one used up last, also within 30 seconds', async () => {
    const { signIn, refresh } = await authServer()
    const { refresh_token } = await signIn()
    const { body: second } = await refresh(refresh_token)
    const { body: third } = await refresh(second.refresh_token)
    expect((await refresh(refresh_token)).status).toBe(401)
    expect((await refresh(third.refresh_token)).status).toBe(401)
  })

  test('for a person who was removed', async () => {
    const { signIn, refresh, bearerOf, store, clock } = await authServer()
    const { refresh_token, access_token } = await signIn()
    expect(await store.office.removePerson(tenant(ada.tenantId), ada.id)).toBe('changed')
    expect((await refresh(refresh_token)).status).toBe(401)
    clock.advance(2_000)
    await expect(bearerOf(access_token)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  test('after 30 days without use', async () => {
    const { signIn, refresh, clock } = await authServer()
    const { refresh_token } = await signIn()
    clock.advance(30 * day)
    expect((await refresh(refresh_token)).status).toBe(401)
  })

  test('for what this server has not made, and that harms nobody', async () => {
    const { signIn, refresh } = await authServer()
    const { refresh_token, access_token } = await signIn()
    const family = refresh_token.split('.')[0]
    const forged = createRefreshTokens(Buffer.alloc(32, 9)).first(family).token
    const changed = refresh_token.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A'))
    for (const token of [forged, changed, access_token, 'x', `${refresh_token}x`])
      expect((await refresh(token)).status).toBe(401)
    expect((await refresh(refresh_token)).status).toBe(200)
  })
})

test.each([{}, { refresh_token: '' }, { refresh_token: 5 }, undefined])('422 for %j', async (body) => {
  expect((await (await authServer()).ask('refresh', body)).status).toBe(422)
})
