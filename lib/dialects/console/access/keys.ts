import { z } from 'zod'
import { type ListedKey, listKeys, makeKey, revokeKey } from '@/lib/admin/access/change-keys'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantOf, tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import type { AccessServices } from './access-services'

const kind = z
  .enum(['hmac', 'bearer'])
  .meta({ description: '`hmac` signs requests and is kept encrypted; `bearer` is sent with them and kept as a hash' })

const keyView = z
  .object({
    id: z.guid(),
    kind,
    name: z.string(),
    created_at: z.string(),
    last_used_at: z.string().nullable(),
    revoked_at: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })

const common = { dialect: consoleDialect, auth: hmacOrCookie('either', 'owner'), query: tenantQuery } as const

export const listKeysRow = endpoint({
  ...{ ...common, method: 'GET', path: '/api/admin/keys', summary: 'List API keys' },
  responses: { 200: z.object({ keys: z.array(keyView) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query }, { accessAdmin }: AccessServices) {
    const keys = await listKeys(accessAdmin, scopeOf(principal), { tenantId: tenantOf(principal, query) })
    return reply(200, { keys: keys.map(viewOf) })
  },
})

export const addKeyRow = endpoint({
  ...{ ...common, method: 'POST', path: '/api/admin/keys', summary: 'Make an API key' },
  body: z.object({ kind, name: text(1, 100) }),
  responses: { 201: z.object({ key: keyView, secret: z.string().meta({ description: 'Told this once' }) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, query, body }, { accessAdmin }: AccessServices) {
    const wanted = { tenantId: tenantOf(principal, query), ...body }
    const { key, secret } = await makeKey(accessAdmin, scopeOf(principal), wanted)
    return reply(201, { key: viewOf(key), secret })
  },
})

export const revokeKeyRow = endpoint({
  ...{ ...common, method: 'DELETE', path: '/api/admin/keys/{key_id}', summary: 'Revoke an API key' },
  description: 'Servers refuse it within seconds.',
  params: z.object({ key_id: z.guid() }),
  responses: { 204: null },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params }, { accessAdmin }: AccessServices) {
    await revokeKey(accessAdmin, scopeOf(principal), params.key_id)
    return reply(204)
  },
})

function viewOf({ id, kind, name, createdAt, lastUsedAt, revokedAt }: ListedKey): z.output<typeof keyView> {
  const shown = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    ...{ id, kind, name },
    created_at: new Date(createdAt).toISOString(),
    last_used_at: shown(lastUsedAt),
    revoked_at: shown(revokedAt),
  }
}
