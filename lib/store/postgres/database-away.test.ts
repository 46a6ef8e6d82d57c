import { afterAll, describe, expect, test } from 'vitest'
import { platform, tenant } from '@/lib/domain/scope'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { databaseAway } from '@/lib/store/postgres/database-away'

const id = '6bc1814c-5705-5b6e-af99-104b91962282'
const plain = (text: string) => text
const away = { code: 'BUSY', retryAfterSeconds: 2 }

describe.each([
  'postgresql://postgres@localhost/none?host=/nowhere-at-all',
  'postgresql://postgres@127.0.0.1:1/none',
  'postgresql://postgres@nobody.invalid/none',
])('a store at %s, which is away, says so, and that trying again helps', (url) => {
  const store = createPostgresStore({ url, poolSize: 1, encrypt: plain, decrypt: plain })
  afterAll(() => store.close())

  test.each([
    ['in a statement', () => store.conversations.getConversation(tenant(id), { id: 'x' })],
    ['in a query of Prisma', () => store.access.getTenant(platform, id)],
    ['in a transaction of Prisma', () => store.office.removePerson(platform, id)],
    ['in a connection of its own', () => store.upkeep.makePartitions(0, 1)],
  ])('%s', (_, ask) => expect(ask()).rejects.toMatchObject(away))
})

test.each([
  ['57P01', 'terminating connection due to administrator command', 'BUSY'],
  ['', 'Connection terminated unexpectedly', 'BUSY'],
  ['', 'Client has encountered a connection error and is not queryable', 'BUSY'],
  ['P2002', 'Unique constraint failed on the fields: (`name`)', 'P2002'],
  ['23505', 'duplicate key value violates unique constraint', '23505'],
])('%s %s', (code, message, kept) => {
  expect(databaseAway(Object.assign(new Error(message), { code }))).toMatchObject({ code: kept })
})
