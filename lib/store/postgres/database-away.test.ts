import { expect, test } from 'vitest'
import { tenant } from '@/lib/domain/store'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { databaseAway } from '@/lib/store/postgres/database-away'

test('a store whose database is away says so, and that trying again helps', async () => {
  const plain = (text: string) => text
  const url = 'postgresql://postgres@localhost/none?host=/nowhere-at-all'
  const store = createPostgresStore({ url, poolSize: 1, encrypt: plain, decrypt: plain })
  const look = store.conversations.getConversation(tenant('6bc1814c-5705-5b6e-af99-104b91962282'), { id: 'x' })
  await expect(look).rejects.toMatchObject({ code: 'BUSY', retryAfterSeconds: 2 })
  await store.close()
})

test.each([
  ['57P01', 'terminating connection due to administrator command', 'BUSY'],
  ['', 'Connection terminated unexpectedly', 'BUSY'],
  ['23505', 'duplicate key value violates unique constraint', '23505'],
])('%s %s', (code, message, kept) => {
  expect(databaseAway(Object.assign(new Error(message), { code }))).toMatchObject({ code: kept })
})
