import { randomUUID } from 'node:crypto'
import type { AccessStore, Person } from '@/lib/domain/access-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import type { OfficeStore, RoleChange } from '@/lib/domain/office-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { TokenStore } from '@/lib/domain/token-store'
import { hashPassword } from './password'

type People = Pick<AccessStore, 'getTenant' | 'findPerson' | 'addPerson' | 'setPassword'>

/** `tokens`: those of somebody who is removed or has another password are revoked. */
type Ending = { access: People; tokens: Pick<TokenStore, 'revokeSubject'>; clock: Clock }

type Leaving = Pick<Ending, 'tokens' | 'clock'> & { office: Pick<OfficeStore, 'removePerson'> }

export type NewPerson = { tenantId: string; email: string; role: Person['role']; password: string }

/** Throws NOT_FOUND (tenant), CONFLICT (an address signs in to one tenant alone), VALIDATION_FAILED. */
export async function addPerson(access: People, { tenantId, email, role, password }: NewPerson): Promise<void> {
  checkPassword(password)
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new AppError('VALIDATION_FAILED', 'That is no e-mail address.')
  if (!(await access.getTenant(platform, tenantId))) throw new AppError('NOT_FOUND', `There is no tenant ${tenantId}.`)
  if (await access.findPerson(platform, email)) throw new AppError('CONFLICT', 'A person has this address already.')
  const passwordHash = await hashPassword(password)
  await access.addPerson(tenant(tenantId), { id: randomUUID(), tenantId, email, passwordHash, role })
}

/** Ends the person's sessions too. Throws NOT_FOUND, VALIDATION_FAILED. */
export async function changePassword(ports: Ending, email: string, password: string): Promise<void> {
  checkPassword(password)
  const person = await requirePerson(ports.access, email)
  await ports.access.setPassword(tenant(person.tenantId), person.id, await hashPassword(password))
  await revokeTokens(ports, person)
}

/** The person with this address, as `dismissPerson`. Throws NOT_FOUND, CONFLICT for a tenant's last owner. */
export async function removePerson(ports: Leaving & { access: People }, email: string): Promise<void> {
  await dismissPerson(ports, await requirePerson(ports.access, email))
}

/** Ends the person's sessions and tokens too. Throws NOT_FOUND, CONFLICT for a tenant's last owner. */
export async function dismissPerson(ports: Leaving, person: Pick<Person, 'id' | 'tenantId'>): Promise<void> {
  refuseLastOwner(await ports.office.removePerson(tenant(person.tenantId), person.id))
  await revokeTokens(ports, person)
}

/** Throws NOT_FOUND, CONFLICT. */
export function refuseLastOwner(outcome: RoleChange): void {
  if (outcome === 'unknown') throw new AppError('NOT_FOUND', 'Person not found')
  if (outcome === 'last-owner')
    throw new AppError('CONFLICT', 'This is the last owner: make somebody else an owner first.')
}

/** A token says what its bearer might do when it was issued. */
export async function revokeTokens(
  { tokens, clock }: Pick<Ending, 'tokens' | 'clock'>,
  { id, tenantId }: Pick<Person, 'id' | 'tenantId'>,
): Promise<void> {
  await tokens.revokeSubject(tenant(tenantId), tenantId, `person:${id}`, clock.now())
}

async function requirePerson(access: People, email: string): Promise<Person> {
  const person = await access.findPerson(platform, email)
  if (!person) throw new AppError('NOT_FOUND', 'Nobody has this address; list shows who there is.')
  return person
}

/** Throws VALIDATION_FAILED. */
export function checkPassword(password: string): void {
  if (password.length < 8 || password.length > 1000)
    throw new AppError('VALIDATION_FAILED', 'A password has 8 to 1,000 characters.')
}
