import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AccessAdminPorts } from './access-ports'
import { requireTenantIn } from './change-people'

/** `hmac`: signs requests, kept encrypted. `bearer`: sent with them, kept as a hash. */
export type KeyKind = 'hmac' | 'bearer'

export type ListedKey = {
  id: string
  kind: KeyKind
  name: string
  createdAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

/** Oldest first, without what they are. Throws NOT_FOUND (tenant). */
export async function listKeys(
  { store }: AccessAdminPorts,
  scope: Scope,
  { tenantId }: { tenantId: string },
): Promise<ListedKey[]> {
  await requireTenantIn(store, scope, tenantId)
  const hmac = (await store.access.listKeys(scope)).filter((key) => key.tenantId === tenantId)
  const bearer = await store.office.listBearerKeys(scope, tenantId)
  const listed = [
    ...hmac.map((key) => ({ ...key, kind: 'hmac' as const })),
    ...bearer.map((key) => ({ ...key, kind: 'bearer' as const })),
  ]
  return listed
    .map(({ id, kind, name, createdAt, lastUsedAt, revokedAt }) => ({
      id,
      kind,
      name,
      createdAt,
      lastUsedAt,
      revokedAt,
    }))
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

/** `secret` is told this once. Throws NOT_FOUND (tenant). */
export async function makeKey(
  { store, clock }: AccessAdminPorts,
  scope: Scope,
  { tenantId, kind, name }: { tenantId: string; kind: KeyKind; name: string },
): Promise<{ key: ListedKey; secret: string }> {
  await requireTenantIn(store, scope, tenantId)
  const key = { id: randomUUID(), tenantId, name: name.trim(), createdAt: clock.now() }
  const secret = `${kind === 'bearer' ? bearerPrefix : 'parley_'}${randomBytes(32).toString('base64url')}`
  if (kind === 'bearer') await store.office.addBearerKey(scope, { ...key, hash: bearerHash(secret) })
  else await store.access.addKey(scope, { ...key, secret })
  return { key: { ...key, kind, lastUsedAt: null, revokedAt: null }, secret }
}

/** Servers refuse it within seconds. Throws NOT_FOUND. */
export async function revokeKey({ store, clock }: AccessAdminPorts, scope: Scope, keyId: string): Promise<void> {
  const at = clock.now()
  const isRevoked =
    (await store.access.revokeKey(scope, keyId, at)) || (await store.office.revokeBearerKey(scope, keyId, at))
  if (!isRevoked) throw new AppError('NOT_FOUND', 'There is no active key with this id')
}

const bearerPrefix = 'parley_key_'

// 256 random bits: a plain hash cannot be guessed back.
function bearerHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
