import { randomUUID } from 'node:crypto'
import { type AccessStore, platform } from '@/lib/domain/store'
import { hashPassword } from './password'

/** The first console user, where that email is not known yet; an existing one keeps its password. */
export async function addFirstPerson(
  access: Pick<AccessStore, 'findPerson' | 'addPerson'>,
  { tenantId, email, password }: { tenantId: string; email: string; password: string },
): Promise<void> {
  if (await access.findPerson(platform, email)) return
  const passwordHash = await hashPassword(password)
  await access.addPerson(platform, { id: randomUUID(), tenantId, email, passwordHash, role: 'owner' })
}
