import { randomUUID } from 'node:crypto'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { type AccessStore, type Person, platform, tenant } from '@/lib/domain/store'
import type { TokenStore } from '@/lib/domain/token-store'
import { hashPassword } from './password'

type People = Pick<
  AccessStore,
  'getTenant' | 'findPerson' | 'listPeople' | 'addPerson' | 'setPassword' | 'removePerson'
>

/** `tokens`: those of somebody who is removed or has another password are revoked. */
type Ending = { access: People; tokens: Pick<TokenStore, 'revokeSubject'>; clock: Clock }

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

/** Ends the person's sessions too. Throws NOT_FOUND, CONFLICT for a tenant's last owner. */
export async function removePerson(ports: Ending, email: string): Promise<void> {
  const { access } = ports
  const person = await requirePerson(access, email)
  const { id, tenantId, role } = person
  const owners = (await access.listPeople(tenant(tenantId))).filter((person) => person.role === 'owner')
  if (role === 'owner' && owners.length === 1)
    throw new AppError('CONFLICT', 'This is the last owner: add another one first.')
  await access.removePerson(tenant(tenantId), id)
  await revokeTokens(ports, person)
}

async function revokeTokens({ tokens, clock }: Ending, { id, tenantId }: Person): Promise<void> {
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
