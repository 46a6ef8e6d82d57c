import { randomUUID } from 'node:crypto'
import type { Person } from '@/lib/domain/access-store'
import { AppError } from '@/lib/domain/errors'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import type { AccessAdminPorts } from './access-ports'
import { invitePerson } from './change-people'

/** Who asks: the platform, or a person or key of one tenant. */
export type TenantMaker = { kind: 'platform' } | { kind: 'tenant'; tenantId: string }

type Tenant = { id: string; name: string; createdAt: number }

/** Every tenant for those who may make some; otherwise the asker's own. */
export async function listTenants({ store, defaultTenantId }: AccessAdminPorts, maker: TenantMaker): Promise<Tenant[]> {
  return store.office.listTenants(mayMakeTenants(maker, defaultTenantId) ? platform : tenant(ownId(maker)))
}

/**
 * A tenant with its first owner, whose password is made where none is given. Nothing of its rows is seen by whoever makes it.
 * Throws FORBIDDEN, CONFLICT where the owner's address signs in elsewhere.
 */
export async function makeTenant(
  ports: AccessAdminPorts,
  maker: TenantMaker,
  wanted: { name: string; ownerEmail: string; ownerPassword: string | null },
): Promise<{ tenant: { id: string; name: string }; owner: Person; madePassword: string | null }> {
  const { store, defaultTenantId } = ports
  if (!mayMakeTenants(maker, defaultTenantId))
    throw new AppError('FORBIDDEN', 'Tenants are made by the owners of this server')
  const email = wanted.ownerEmail.trim().toLowerCase()
  if (await store.access.findPerson(platform, email))
    throw new AppError('CONFLICT', 'A person has this address already.')
  const made = { id: randomUUID(), name: wanted.name.trim() }
  await store.access.addTenant(platform, made)
  const { person, madePassword } = await invitePerson(ports, tenant(made.id), {
    ...{ tenantId: made.id, email, role: 'owner', password: wanted.ownerPassword },
  })
  return { tenant: made, owner: person, madePassword }
}

/** Throws NOT_FOUND. */
export async function renameTenant(
  { store }: AccessAdminPorts,
  scope: Scope,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<void> {
  if (!(await store.office.renameTenant(scope, tenantId, name.trim())))
    throw new AppError('NOT_FOUND', 'Tenant not found')
}

/** The first tenant's owners run the server. */
export function mayMakeTenants(maker: TenantMaker, defaultTenantId: string): boolean {
  return maker.kind === 'platform' || maker.tenantId === defaultTenantId
}

function ownId(maker: TenantMaker): string {
  return maker.kind === 'tenant' ? maker.tenantId : ''
}
