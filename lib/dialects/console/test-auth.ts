// The rows by which tokens are got, renewed and revoked, over a store in memory.

import { createHash } from 'node:crypto'
import type { Person } from '@/lib/domain/access-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { Exposure } from '@/lib/domain/viewer'
import type { Endpoint } from '@/lib/http/endpoint'
import { createHttpServices, type HttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { cheapPasswordHash } from '@/test/cheap-password-hash'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { authRefresh } from './auth-refresh'
import { authRevoke } from './auth-revoke'
import { authSessionToken } from './auth-session-token'
import { type AuthTokenServices, authToken } from './auth-token'

export const password = 'correct horse'
export const ada = {
  id: '1',
  tenantId: 'tenant-1',
  email: 'ada@example.com',
  role: 'editor',
} as const satisfies Partial<Person>

const rows: readonly Endpoint<AuthTokenServices & HttpServices & { store: Store }>[] = [
  ...[authToken, authRefresh, authRevoke, authSessionToken],
]

const passwordHash = cheapPasswordHash(password)

export async function authServer(exposure: Exposure = 'open') {
  const clock = movableClock(1_764_153_000_400)
  const store = createMemoryStore(clock)
  for (const id of ['tenant-0', 'tenant-1', 'tenant-2']) await store.access.addTenant(platform, { id, name: id })
  await store.access.addPerson(platform, { ...ada, passwordHash })
  const key = { id: 'k1', tenantId: 'tenant-1', name: 'k1', secret: 'tenant-key', createdAt: 0 }
  await store.access.addKey(tenant('tenant-1'), key)

  /** One process more on the same store. */
  function process() {
    const services = createHttpServices({
      ...{ log: silentLog, store, platformKey, clock },
      ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
      visitors: { exposureOf: () => exposure, defaultTenantId: 'tenant-0' },
    })
    const handle = serve(rows, { ...services, store, defaultTenantId: 'tenant-0' })
    async function ask(path: string, body: unknown, headers: Record<string, string> = {}) {
      const response = await handle(
        new Request(`http://parley.test/api/auth/${path}`, {
          ...{ method: 'POST', headers: { 'x-parley-client': '192.0.2.1', ...headers } },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
    }
    return {
      ...{ services, handle, ask },
      signedAsk: (body: unknown, key: string) =>
        ask('token', body, signed('POST', '/api/auth/token', JSON.stringify(body), { key, timestamp: '1764153000' })),
      signIn: async () => (await ask('token', { email: ada.email, password })).body,
      refresh: (token: string) => ask('refresh', { refresh_token: token }),
      bearerOf: (token: string) => services.tokens.verify(token, 'api'),
    }
  }
  /** Failures for this email that happened a moment ago. */
  async function failBefore(email: string, times: number) {
    const key = createHash('sha256').update(email).digest('hex')
    const counted = { key, at: clock.now(), windowMs: 900_000, limit: 100, lockMs: 900_000 }
    for (let time = 0; time < times; time += 1) await store.tokens.countFailure(platform, counted)
  }
  return { ...process(), process, failBefore, store, clock }
}
