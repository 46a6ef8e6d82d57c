import type { Person } from '@/lib/domain/access-store'
import type { AuditEntry, BearerKey, OfficeStore, RoleChange } from '@/lib/domain/office-store'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'
import { newestPage } from '@/lib/store/memory/newest-page'
import { scopeName } from '@/lib/store/scope-name'

export function memoryOffice({ tenants, people, settings }: MemoryTables): OfficeStore {
  const keys = new Map<string, BearerKey & { hash: string }>()
  const audit: AuditEntry[] = []

  const amongOwners = (scope: Scope, personId: string, change: (person: Person) => Person | null): RoleChange => {
    const person = people.find(({ id, tenantId }) => id === personId && inScope(scope, tenantId))
    if (!person) return 'unknown'
    const owners = people.filter(({ tenantId, role }) => tenantId === person.tenantId && role === 'owner')
    const changed = change(person)
    if (person.role === 'owner' && owners.length === 1 && changed?.role !== 'owner') return 'last-owner'
    people.splice(people.indexOf(person), 1, ...(changed ? [changed] : []))
    return 'changed'
  }
  const ownKey = (scope: Scope, keyId: string) => {
    const key = keys.get(keyId)
    return key && inScope(scope, key.tenantId) ? key : null
  }

  return {
    async listTenants(scope) {
      return [...tenants.values()]
        .filter(({ id }) => inScope(scope, id))
        .map((tenant) => ({ ...tenant, createdAt: 0 }))
        .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    },
    async renameTenant(scope, tenantId, name) {
      if (!inScope(scope, tenantId) || !tenants.has(tenantId)) return false
      tenants.set(tenantId, { id: tenantId, name })
      return true
    },
    changeRole: async (scope, personId, role) => amongOwners(scope, personId, (person) => ({ ...person, role })),
    removePerson: async (scope, personId) => amongOwners(scope, personId, () => null),
    async addBearerKey(scope, key) {
      requireScope(scope, key.tenantId)
      keys.set(key.id, { ...key, lastUsedAt: null, revokedAt: null })
    },
    async listBearerKeys(scope, tenantId) {
      return [...keys.values()]
        .filter((key) => key.tenantId === tenantId && inScope(scope, tenantId))
        .map(({ hash: _, ...key }) => key)
    },
    async findBearerKey(scope, sought) {
      const found = [...keys.values()].find(
        ({ hash, revokedAt, tenantId }) => hash === sought && revokedAt === null && inScope(scope, tenantId),
      )
      if (!found) return null
      const { hash: _, ...key } = found
      return key
    },
    async revokeBearerKey(scope, keyId, at) {
      const key = ownKey(scope, keyId)
      if (!key || key.revokedAt !== null) return false
      keys.set(keyId, { ...key, revokedAt: at })
      return true
    },
    async touchBearerKey(scope, keyId, at) {
      const key = ownKey(scope, keyId)
      if (key) keys.set(keyId, { ...key, lastUsedAt: at })
    },
    async setSetting(scope, name, value) {
      const place = `${scopeName(scope)} ${name}`
      if (value === null) settings.delete(place)
      else settings.set(place, value)
    },
    async listSettings(scope, prefix) {
      const own = `${scopeName(scope)} `
      return [...settings]
        .filter(([place]) => place.startsWith(own + prefix))
        .map(([place, value]) => ({ name: place.slice(own.length), value }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
    async addAuditEntry(scope, entry) {
      if (entry.tenantId !== null) requireScope(scope, entry.tenantId)
      audit.push(entry)
    },
    async listAuditEntries(scope, { tenantId, actor, search, since, until, ...page }) {
      const words = search?.toLowerCase()
      const found = audit.filter(
        (entry) =>
          entry.tenantId === tenantId &&
          inScope(scope, tenantId) &&
          (actor === undefined || entry.actor === actor) &&
          (since === undefined || entry.at >= since) &&
          (until === undefined || entry.at < until) &&
          (words === undefined ||
            [entry.actor, entry.action, entry.target].some((text) => text.toLowerCase().includes(words))),
      )
      return newestPage(
        found.map((entry) => ({ ...entry, createdAt: entry.at })),
        page,
      ).map(({ createdAt: _, ...entry }) => entry)
    },
  }
}
