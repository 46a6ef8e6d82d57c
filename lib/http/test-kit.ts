// What the tests of this room share: services over a store in memory, a clock that stands still, requests signed by hand.
import { createHash, createHmac } from 'node:crypto'
import type { Log } from '@/lib/domain/log'
import type { AccessStore, TenantKey } from '@/lib/domain/store'
import { createHttpServices } from './http-services'

export const platformKey = 'platform-key-for-tests'
export const nowSeconds = 1_764_153_000

export function testServices() {
  const time = { now: nowSeconds * 1000 + 400 }
  const keys: TenantKey[] = []
  const access = memoryAccess(keys, time)
  const log = recordingLog()
  const services = createHttpServices({
    log,
    store: { access },
    platformKey,
    tokenSecret: Buffer.alloc(32, 7),
    clock: { now: () => time.now, monotonic: () => time.now },
  })
  const pass = (ms: number) => {
    time.now += ms
  }
  const addKey = (id: string, tenantId: string, secret: string) =>
    keys.push({ id, tenantId, secret, name: id, createdAt: 0, lastUsedAt: null, revokedAt: null })
  return { services, time, pass, keys, addKey, log }
}

function memoryAccess(
  keys: TenantKey[],
  time: { now: number },
): Pick<AccessStore, 'listKeys' | 'touchKey' | 'claimOnce'> & { reads: number } {
  const used = new Map<string, number>()
  return {
    reads: 0,
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
