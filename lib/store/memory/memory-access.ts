import type { AccessStore } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'
import { scopeName } from '@/lib/store/scope-name'

export function memoryAccess(tables: MemoryTables, clock: Clock): AccessStore {
  const ownPerson = (scope: Scope, personId: string) =>
    tables.people.find(({ id, tenantId }) => id === personId && inScope(scope, tenantId))
  return {
    async getTenant(scope, tenantId) {
      return inScope(scope, tenantId) ? (tables.tenants.get(tenantId) ?? null) : null
    },
    async addTenant(scope, tenant) {
      requireScope(scope, tenant.id)
      if (!tables.tenants.has(tenant.id)) tables.tenants.set(tenant.id, tenant)
    },
    async addKey(scope, key) {
      requireScope(scope, key.tenantId)
      tables.keys.set(key.id, { ...key, lastUsedAt: null, revokedAt: null })
    },
    async listKeys(scope) {
      return [...tables.keys.values()]
        .filter((key) => inScope(scope, key.tenantId))
        .map((key) => (key.revokedAt === null ? key : { ...key, secret: '' }))
    },
    async revokeKey(scope, keyId, at) {
      const key = tables.keys.get(keyId)
      if (!key || !inScope(scope, key.tenantId) || key.revokedAt !== null) return false
      tables.keys.set(keyId, { ...key, revokedAt: at })
      return true
    },
    async touchKey(scope, keyId, at) {
      const key = tables.keys.get(keyId)
      if (key && inScope(scope, key.tenantId)) tables.keys.set(keyId, { ...key, lastUsedAt: at })
    },
    async findPerson(scope, email) {
      const sought = email.toLowerCase()
      return tables.people.find((person) => person.email === sought && inScope(scope, person.tenantId)) ?? null
    },
    async addPerson(scope, person) {
      requireScope(scope, person.tenantId)
      const email = person.email.toLowerCase()
      if (tables.people.some((other) => other.email === email && other.tenantId === person.tenantId))
        throw new AppError('CONFLICT', 'A person with this e-mail address exists already')
      tables.people.push({ ...person, email })
    },
    async getPerson(scope, personId) {
      return ownPerson(scope, personId) ?? null
    },
    async listPeople(scope) {
      return tables.people.filter((person) => inScope(scope, person.tenantId))
    },
    async setPassword(scope, personId, passwordHash) {
      const person = ownPerson(scope, personId)
      if (person) tables.people.splice(tables.people.indexOf(person), 1, { ...person, passwordHash })
      return person !== undefined
    },
    async claimOnce(scope, value, expiresAt) {
      const name = `${scopeName(scope)} ${value}`
      if ((tables.usedValues.get(name) ?? 0) > clock.now()) return false
      tables.usedValues.set(name, expiresAt)
      return true
    },
    async getSetting(scope, name) {
      return tables.settings.get(`${scopeName(scope)} ${name}`) ?? null
    },
    async claimSetting(scope, name, value) {
      const place = `${scopeName(scope)} ${name}`
      const inForce = tables.settings.get(place) ?? value
      tables.settings.set(place, inForce)
      return inForce
    },
  }
}
