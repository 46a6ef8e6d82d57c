// The store's part behind the console's own affairs: tenants, roles, bearer keys, settings, and who changed what.

import type { NewestPage } from './form-store'
import type { Scope } from './scope'

/** A key that is shown in a request itself; stored as the hash alone. */
export type BearerKey = {
  id: string
  tenantId: string
  name: string
  createdAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

export type AuditEntry = {
  id: string
  /** Null: something of the server itself. */
  tenantId: string | null
  at: number
  /** `person:<e-mail address>`, `key:<id>` or `platform`. */
  actor: string
  /** What was done, as the API's description calls it: "Publish an agent". */
  action: string
  /** What it was done to: the path of the request. */
  target: string
  /** Names of what the request set, never its values. */
  fields: readonly string[]
}

export type AuditFilter = { tenantId: string; actor?: string; search?: string; since?: number; until?: number }

export type RoleChange = 'changed' | 'unknown' | 'last-owner'

export type OfficeStore = {
  /** By name. */
  listTenants(scope: Scope): Promise<{ id: string; name: string; createdAt: number }[]>
  renameTenant(scope: Scope, tenantId: string, name: string): Promise<boolean>
  /** A tenant keeps one owner at least, whoever changes what at the same time. */
  changeRole(scope: Scope, personId: string, role: 'owner' | 'editor' | 'analyst' | 'user'): Promise<RoleChange>
  removePerson(scope: Scope, personId: string): Promise<RoleChange>
  addBearerKey(
    scope: Scope,
    key: Pick<BearerKey, 'id' | 'tenantId' | 'name' | 'createdAt'> & { hash: string },
  ): Promise<void>
  /** Oldest first. */
  listBearerKeys(scope: Scope, tenantId: string): Promise<BearerKey[]>
  /** One that is not revoked. */
  findBearerKey(scope: Scope, hash: string): Promise<BearerKey | null>
  revokeBearerKey(scope: Scope, keyId: string, at: number): Promise<boolean>
  touchBearerKey(scope: Scope, keyId: string, at: number): Promise<void>
  /** Null: it is not set any more. */
  setSetting(scope: Scope, name: string, value: string | null): Promise<void>
  /** Those whose name begins so. */
  listSettings(scope: Scope, prefix: string): Promise<{ name: string; value: string }[]>
  addAuditEntry(scope: Scope, entry: AuditEntry): Promise<void>
  /** Newest first. */
  listAuditEntries(scope: Scope, query: AuditFilter & NewestPage): Promise<AuditEntry[]>
}
