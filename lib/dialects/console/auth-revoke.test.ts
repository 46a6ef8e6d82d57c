import { describe, expect, test } from 'vitest'
import { ada, authServer, password } from './test-auth'

const refused = { code: 'UNAUTHORIZED' }
const bearing = (token: string) => ({ authorization: `Bearer ${token}` })

describe('204', () => {
  test.each([
    ['the refresh token', false],
    ['the access token', true],
  ])('by %s: everything of that sign-in is refused, in another process within two seconds', async (_, byAccess) => {
    const { ask, signIn, process, clock } = await authServer()
    const [mine, other] = [await signIn(), await signIn()]
    const elsewhere = process()
    await elsewhere.bearerOf(mine.access_token)
    const { status } = byAccess
      ? await ask('revoke', undefined, bearing(mine.access_token))
      : await ask('revoke', { refresh_token: mine.refresh_token })
    expect(status).toBe(204)
    clock.advance(2_000)
    await expect(elsewhere.bearerOf(mine.access_token)).rejects.toMatchObject(refused)
    expect((await elsewhere.refresh(mine.refresh_token)).status).toBe(401)
    expect(await elsewhere.bearerOf(other.access_token)).toMatchObject({ subject: 'person:1' })
  })

  test('also where it was revoked before', async () => {
    const { ask, signIn } = await authServer()
    const { refresh_token } = await signIn()
    for (let round = 0; round < 2; round += 1) expect((await ask('revoke', { refresh_token })).status).toBe(204)
  })

  test('by a refresh token that was used up', async () => {
    const { ask, signIn, refresh } = await authServer()
    const { refresh_token } = await signIn()
    const { body: next } = await refresh(refresh_token)
    expect((await ask('revoke', { refresh_token })).status).toBe(204)
    expect((await refresh(next.refresh_token)).status).toBe(401)
  })
})

describe('401', () => {
  test('without a token, and with one that is not ours', async () => {
    const { ask } = await authServer()
    expect((await ask('revoke', undefined)).status).toBe(401)
    expect((await ask('revoke', undefined, bearing('a.b.c'))).status).toBe(401)
    expect((await ask('revoke', { refresh_token: 'x' })).status).toBe(401)
  })
})

test('409 for a token that belongs to no sign-in', async () => {
  const { ask, services } = await authServer()
  const token = await services.tokens.issue({ subject: 'person:1', tenantId: 'tenant-1', audience: 'api' }, 60)
  expect((await ask('revoke', undefined, bearing(token))).status).toBe(409)
})

test('422 for another body', async () => {
  expect((await (await authServer()).ask('revoke', { token: 'x' })).status).toBe(422)
})

describe('pages of other origins', () => {
  const origin = 'https://clinic.example'

  async function guarded() {
    const server = await authServer('guarded')
    const { agents } = server.store
    const agentId = '0a6b3c58-4f5e-4d7b-9a51-0d9e7a3c1f20'
    await agents.addVersion(
      { kind: 'platform' },
      {
        ...{ tenantId: 'tenant-0', agentId, slug: null, kind: 'assistant', name: 'A', document: '{}', notes: null },
        ...{ createdBy: 'x', createdAt: 0, activate: true },
      },
    )
    const settings = { allowedOrigins: [origin], debugAllowed: false, dailyBudget: null }
    await agents.setSettings({ kind: 'platform' }, 'tenant-0', agentId, settings)
    return server
  }
  const allowedBy = async (
    { ask }: Pick<Awaited<ReturnType<typeof authServer>>, 'ask'>,
    from: string,
    path = 'token',
  ) => (await ask(path, { email: ada.email, password }, { origin: from })).headers.get('access-control-allow-origin')

  test.each(['token', 'refresh', 'revoke'])(
    'read %s where an agent lists them in guarded, and nowhere in open',
    async (path) => {
      const server = await guarded()
      expect(await allowedBy(server, origin, path)).toBe(origin)
      expect(await allowedBy(server, 'https://elsewhere.example', path)).toBeNull()
      expect(await allowedBy(await authServer('open'), origin, path)).toBeNull()
    },
  )

  test('never read the token of the person who is signed in', async () => {
    expect(await allowedBy(await guarded(), origin, 'session-token')).toBeNull()
  })

  test('may ask first', async () => {
    const { handle } = await guarded()
    const request = new Request('http://parley.test/api/auth/token', { method: 'OPTIONS', headers: { origin } })
    const { status, headers } = await handle(request)
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin])
    expect(headers.get('access-control-allow-headers')).toContain('authorization')
  })
})
