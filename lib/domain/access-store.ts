// The store's part behind who may do what: tenants, signing keys, people.

import type { Scope } from './scope'

export type TenantKey = {
  id: string
  tenantId: string
  name: string
  /** The HMAC key itself: stored encrypted, since a signature must be computed with it again. */
  secret: string
  createdAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

export type Person = {
  id: string
  tenantId: string
  email: string
  passwordHash: string
  role: 'owner' | 'editor' | 'analyst' | 'user'
}

export type AccessStore = {
  getTenant(scope: Scope, tenantId: string): Promise<{ id: string; name: string } | null>
  addTenant(scope: Scope, tenant: { id: string; name: string }): Promise<void>
  addKey(scope: Scope, key: Omit<TenantKey, 'lastUsedAt' | 'revokedAt'>): Promise<void>
  /** Without secrets where `revokedAt` is set. */
  listKeys(scope: Scope): Promise<TenantKey[]>
  revokeKey(scope: Scope, keyId: string, at: number): Promise<boolean>
  touchKey(scope: Scope, keyId: string, at: number): Promise<void>
  findPerson(scope: Scope, email: string): Promise<Person | null>
  addPerson(scope: Scope, person: Person): Promise<void>
  getPerson(scope: Scope, personId: string): Promise<Person | null>
  /** Oldest first. */
  listPeople(scope: Scope): Promise<Person[]>
  setPassword(scope: Scope, personId: string, passwordHash: string): Promise<boolean>
  /** A nonce or other single-use value: false where it was used before and has not expired. */
  claimOnce(scope: Scope, value: string, expiresAt: number): Promise<boolean>
  /** Server-wide settings, such as the fingerprint of AUTH_SECRET. */
  getSetting(scope: Scope, name: string): Promise<string | null>
  /** Sets it only where it is absent; answers the value in force. */
  claimSetting(scope: Scope, name: string, value: string): Promise<string>
}
