import { afterAll, expect, test } from 'vitest'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { startTalk } from '@/lib/store/suite/talk'
import { freshDatabase } from '@/test/database'

const database = await freshDatabase()
const pool = createPool(database.url, 8)
const store = createPostgresStore({ pool, encrypt: (text) => text, decrypt: (text) => text })

afterAll(async () => {
  await store.close()
  await pool.end()
  await database.drop()
})

const november = Date.UTC(2031, 10, 15)
const december = Date.UTC(2031, 11, 1)

async function placesOf(conversationId: string): Promise<string[]> {
  const { rows } = await pool.query<{ place: string }>(
    `SELECT DISTINCT tableoid::regclass::text AS place FROM text_conversation_messages
     WHERE conversation_id = $1 ORDER BY place`,
    [conversationId],
  )
  return rows.map(({ place }) => place)
}

test('months are made once, and rows that came before them are moved out of the default', async () => {
  const talk = await startTalk(store, { at: december - 1 })
  await talk.hears('a new month', { at: december, says: ['Indeed.'], movesTo: 'topics', sets: { month: 'December' } })
  expect(await placesOf(talk.id)).toEqual(['text_conversation_messages_default'])
  const before = await talk.calls.loadForTurn(talk.scope, { id: talk.id }, null)

  const made = await store.upkeep.makePartitions(november, 1)
  expect(made.sort()).toEqual([
    'text_conversation_messages_2031_11',
    'text_conversation_messages_2031_12',
    'text_conversation_transitions_2031_11',
    'text_conversation_transitions_2031_12',
    'text_conversation_variables_2031_11',
    'text_conversation_variables_2031_12',
  ])
  expect(await store.upkeep.makePartitions(november, 1)).toEqual([])
  expect(await placesOf(talk.id)).toContain('text_conversation_messages_2031_12')
  expect(await talk.calls.loadForTurn(talk.scope, { id: talk.id }, null)).toEqual(before)

  await talk.hears('and on', { number: 3, at: december + 1000, says: ['Yes.'] })
  await talk.calls.deleteConversation(talk.scope, talk.id)
  expect(await placesOf(talk.id)).toEqual([])
})

test('turns go on while partitions are made by two processes', async () => {
  const talks = await Promise.all(Array.from({ length: 4 }, () => startTalk(store)))
  const turns = talks.map(async (talk) => {
    for (const number of [2, 3, 4, 5, 6]) await talk.hears('hello', { number, says: ['Hi.'] })
  })
  const later = Date.UTC(2032, 0, 1)
  const [made, again] = await Promise.all([
    store.upkeep.makePartitions(later, 5),
    store.upkeep.makePartitions(later, 5),
    ...turns,
  ])
  expect([...made, ...again].length).toBe(18)
  for (const talk of talks) expect(await talk.now()).toMatchObject({ totalTurns: 5, totalMessages: 11 })
})
