import { randomUUID } from 'node:crypto'
import type { AccessStore } from '@/lib/domain/access-store'
import { tenant } from '@/lib/domain/scope'
import { hashPassword } from './password'

/** The first console user, where the tenant has no owner yet: one who was removed later does not come back. */
export async function addFirstPerson(
  access: Pick<AccessStore, 'listPeople' | 'addPerson'>,
  { tenantId, email, password }: { tenantId: string; email: string; password: string },
): Promise<void> {
  const scope = tenant(tenantId)
  const people = await access.listPeople(scope)
  if (people.some((person) => person.role === 'owner' || person.email === email)) return
  const passwordHash = await hashPassword(password)
  await access.addPerson(scope, { id: randomUUID(), tenantId, email, passwordHash, role: 'owner' })
}
