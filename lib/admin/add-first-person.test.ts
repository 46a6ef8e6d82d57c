import { expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { addFirstPerson } from './add-first-person'
import { addPerson, removePerson } from './people'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const first = { tenantId, email: 'admin@localhost', password: 'made by the start' }

test('the first person is an owner, made once, and stays away once removed for another owner', async () => {
  const clock = { now: () => 0, monotonic: () => 0 }
  const { access, office, tokens } = createMemoryStore(clock)
  await access.addTenant(platform, { id: tenantId, name: 'A clinic' })
  await addFirstPerson(access, first)
  await addFirstPerson(access, { ...first, email: 'renamed@localhost' })
  expect(await access.listPeople(platform)).toMatchObject([{ email: 'admin@localhost', role: 'owner' }])
  await addPerson(access, { ...first, email: 'ann@example.org', role: 'owner' })
  await removePerson({ access, office, tokens, clock }, 'admin@localhost')
  await addFirstPerson(access, first)
  expect(await access.listPeople(platform)).toMatchObject([{ email: 'ann@example.org' }])
})
