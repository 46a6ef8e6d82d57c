import { randomBytes } from 'node:crypto'
import type { Person } from '@/lib/domain/access-store'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { hashPassword } from '../password'
import { addPerson, checkPassword, dismissPerson, refuseLastOwner, revokeTokens } from '../people'
import type { AccessAdminPorts } from './access-ports'

type Place = { tenantId: string; personId: string }

/** Who may sign in to a tenant. Throws NOT_FOUND (tenant). */
export async function listPeople(
  { store }: AccessAdminPorts,
  scope: Scope,
  { tenantId }: { tenantId: string },
): Promise<Person[]> {
  await requireTenantIn(store, scope, tenantId)
  return (await store.access.listPeople(scope)).filter((person) => person.tenantId === tenantId)
}

/** Without a password one is made, to be told once. Throws CONFLICT, NOT_FOUND, VALIDATION_FAILED as `addPerson` does. */
export async function invitePerson(
  { store }: AccessAdminPorts,
  scope: Scope,
  wanted: { tenantId: string; email: string; role: Person['role']; password: string | null },
): Promise<{ person: Person; madePassword: string | null }> {
  await requireTenantIn(store, scope, wanted.tenantId)
  const madePassword = wanted.password === null ? newPassword() : null
  const email = wanted.email.trim().toLowerCase()
  await addPerson(store.access, { ...wanted, email, password: wanted.password ?? madePassword ?? '' })
  const person = await store.access.findPerson(scope, email)
  if (!person) throw personNotFound()
  return { person, madePassword }
}

/**
 * Role or password; a new password, given or made (`'new'`), ends the person's sessions and tokens. Throws NOT_FOUND,
 * CONFLICT for a tenant's last owner.
 */
export async function changePerson(
  { store, clock }: AccessAdminPorts,
  scope: Scope,
  place: Place,
  change: { role?: Person['role']; password?: { is: string } | 'new' },
): Promise<{ person: Person; madePassword: string | null }> {
  const known = await requirePersonIn(store, scope, place)
  if (change.role !== undefined) refuseLastOwner(await store.office.changeRole(scope, known.id, change.role))
  const madePassword = change.password === 'new' ? newPassword() : null
  const password = typeof change.password === 'object' ? change.password.is : madePassword
  if (password !== null) {
    checkPassword(password)
    await store.access.setPassword(scope, known.id, await hashPassword(password))
  }
  await revokeTokens({ tokens: store.tokens, clock }, known)
  return { person: await requirePersonIn(store, scope, place), madePassword }
}

/** Ends the person's sessions and tokens too. Throws NOT_FOUND, CONFLICT for a tenant's last owner. */
export async function removePersonIn({ store, clock }: AccessAdminPorts, scope: Scope, place: Place): Promise<void> {
  await dismissPerson({ ...store, clock }, await requirePersonIn(store, scope, place))
}

/** Throws NOT_FOUND where this scope has no such tenant. */
export async function requireTenantIn(
  { access }: Pick<AccessAdminPorts['store'], 'access'>,
  scope: Scope,
  tenantId: string,
): Promise<{ id: string; name: string }> {
  const found = await access.getTenant(scope, tenantId)
  if (!found) throw new AppError('NOT_FOUND', 'Tenant not found')
  return found
}

async function requirePersonIn(
  { access }: Pick<AccessAdminPorts['store'], 'access'>,
  scope: Scope,
  { tenantId, personId }: Place,
): Promise<Person> {
  const person = await access.getPerson(scope, personId)
  if (person?.tenantId !== tenantId) throw personNotFound()
  return person
}

function personNotFound(): AppError {
  return new AppError('NOT_FOUND', 'Person not found')
}

function newPassword(): string {
  return randomBytes(12).toString('base64url')
}
