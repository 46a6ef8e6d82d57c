// What the tests of this room share: services over a store in memory, a clock that stands still, requests signed by hand.
import { createHash, createHmac } from 'node:crypto'
import type { AccessStore, Person, TenantKey } from '@/lib/domain/access-store'
import type { Log } from '@/lib/domain/log'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { createHttpServices, type VisitorSettings } from './http-services'

export const platformKey = 'platform-key-for-tests'
export const nowSeconds = 1_764_153_000

export const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'

export function testServices(visitors: Partial<VisitorSettings> = {}) {
  const time = { now: nowSeconds * 1000 + 400 }
  const keys: TenantKey[] = []
  const access = memoryAccess(keys, time)
  const log = recordingLog()
  const clock = { now: () => time.now, monotonic: () => time.now }
  const { agents, tokens, office } = createMemoryStore(clock)
  const services = createHttpServices({
    log,
    store: { access, agents, tokens, office },
    visitors: { exposureOf: () => 'open', defaultTenantId: tenantId, ...visitors },
    platformKey,
    tokenSecret: Buffer.alloc(32, 7),
    sessionSecret: Buffer.alloc(32, 8),
    clock,
  })
  const pass = (ms: number) => {
    time.now += ms
  }
  const addKey = (id: string, tenantId: string, secret: string) =>
    keys.push({ id, tenantId, secret, name: id, createdAt: 0, lastUsedAt: null, revokedAt: null })
  return { services, time, pass, keys, addKey, log, agents, tokens, settings: access.settings, people: access.people }
}

function memoryAccess(
  keys: TenantKey[],
  time: { now: number },
): Pick<AccessStore, 'listKeys' | 'touchKey' | 'claimOnce' | 'getSetting' | 'getPerson'> & {
  reads: number
  settings: Map<string, string>
  people: Person[]
} {
  const used = new Map<string, number>()
  return {
    reads: 0,
    settings: new Map(),
    people: [],
    async getPerson(scope, id) {
      const person = this.people.find((candidate) => candidate.id === id)
      return person && scope.kind === 'tenant' && scope.tenantId === person.tenantId ? person : null
    },
    async getSetting(_, name) {
      return this.settings.get(name) ?? null
    },
    async listKeys() {
      this.reads += 1
      return keys.map((key) => ({ ...key }))
    },
    async touchKey(_, keyId, at) {
      for (const key of keys) if (key.id === keyId) key.lastUsedAt = at
    },
    async claimOnce(_, value, expiresAt) {
      if ((used.get(value) ?? 0) > time.now) return false
      used.set(value, expiresAt)
      return true
    },
  }
}

function recordingLog() {
  const lines: { level: string; message: string; fields: unknown }[] = []
  const at = (level: string) => (message: string, fields?: unknown) => {
    lines.push({ level, message, fields })
  }
  const log: Log & { lines: typeof lines } = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => log,
  }
  return log
}

/** Signature headers made without the code under test. */
export function signed(
  method: string,
  path: string,
  body: string | Uint8Array = '',
  { key = platformKey, timestamp = String(nowSeconds), nonce = '' } = {},
): Record<string, string> {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const message = `${timestamp}${nonce}${method}${path}${bodyHash}`
  return {
    'x-timestamp': timestamp,
    'x-signature': createHmac('sha256', key).update(message).digest('hex'),
    ...(nonce === '' ? {} : { 'x-nonce': nonce }),
  }
}

export function get(path: string, headers: Record<string, string> = {}): Request {
  return new Request(`http://parley.test${path}`, { headers })
}

export function post(
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Request {
  return new Request(`http://parley.test${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}
