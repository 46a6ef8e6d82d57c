// Two servers over one PostgreSQL, and requests that come at the same moment.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import { tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { freshDatabase } from '@/test/database'
import { movableClock } from '@/test/movable-clock'
import { answerForm } from './answer-form'
import { addForm, formsApi } from './test-forms'

const scope = tenant(demoTenantId)
const fields = ['a', 'b', 'c'].map((id) => ({ id, type: 'text', label: id, question: `Field ${id}?` }))
const form = { fields, callback_url: 'http://127.0.0.1:9/told' }
const unanswered = { a: null, b: null, c: null }

const database = { url: '', drop: async () => {} }
const open: Store[] = []

beforeAll(async () => {
  Object.assign(database, await freshDatabase())
  const [one] = await twoServers()
  await addForm(one.store, 7, form)
})

afterAll(async () => {
  for (const store of open) await store.close()
  await database.drop()
})

async function server(clock: ReturnType<typeof movableClock>) {
  const same = (text: string) => text
  const store = createPostgresStore({ url: database.url, poolSize: 6, encrypt: same, decrypt: same })
  open.push(store)
  return formsApi({ store, clock })
}

async function twoServers() {
  const clock = movableClock(Date.now())
  const one = await server(clock)
  return [one, await server(clock)] as const
}

describe('20 last answers at once', () => {
  test('complete the form once: one completion, one callback, one reply', async () => {
    const servers = await twoServers()
    const talk = await servers[0].started(7)
    await talk.answers('a', 'A')
    await talk.answers('b', 'B')
    const answered = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const { communication } = index % 2 ? servers[0] : servers[1]
        return communication(talk.id, 7).answers('c', 'C')
      }),
    )
    expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 200))
    const [first] = answered
    expect(first?.body).toMatchObject({ field_id: null, field_parsed_answers: { a: 'A', b: 'B', c: 'C' } })
    for (const { body } of answered) expect(body).toEqual(first?.body)
    const ends = (await talk.turns()).flatMap(({ events }) => events.filter(({ type }) => type === 'conversation-end'))
    expect(ends).toHaveLength(1)
    const { id } = await talk.conversation()
    expect((await servers[0].callbacks()).filter(({ conversationId }) => conversationId === id)).toHaveLength(1)
    expect((await talk.answers('c', 'another')).status).toBe(409)
  })

  test('of which some differ: one is heard, its like repeat it, and the others are told', async () => {
    const servers = await twoServers()
    const talk = await servers[0].started(7)
    await talk.answers('a', 'A')
    await talk.answers('b', 'B')
    const answered = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? servers[0] : servers[1]).communication(talk.id, 7).answers('c', index % 4 < 2 ? 'C' : 'D'),
      ),
    )
    const heard = (await talk.conversation()).state.variables.c
    const statuses = answered.map(({ status }, index) => [index % 4 < 2 ? 'C' : 'D', status])
    expect(statuses).toEqual(statuses.map(([answer]) => [answer, answer === heard ? 200 : 409]))
    const { id } = await talk.conversation()
    expect((await servers[0].callbacks()).filter(({ conversationId }) => conversationId === id)).toHaveLength(1)
  })
})

describe('an answer and a reset', () => {
  test('that race never mix, in whatever order they come', { timeout: 60_000 }, async () => {
    const servers = await twoServers()
    const seen = new Set<string>()
    for (let round = 0; round < 50; round += 1) {
      const [mine, other] = round % 2 ? servers : [servers[1], servers[0]]
      const talk = await mine.started(7)
      const opened = (await talk.again()).body
      await talk.answers('a', 'A')
      // The last but one, or the last one, which completes the form.
      const [field, before] = round % 3 ? ['b', { a: 'A' }] : ['c', { a: 'A', b: 'B' }]
      if (field === 'c') await talk.answers('b', 'B')
      const elsewhere = other.communication(talk.id, 7)
      const [answer, reset] = await Promise.all([
        afterReads(round % 7, other.store, () => elsewhere.answers(field, 'X')),
        afterReads(Math.floor(Math.random() * 7), mine.store, () => talk.again({ reset: true })),
      ])
      expect(reset).toMatchObject({ status: 200, body: opened })
      const final = (await talk.again()).body.field_parsed_answers
      // The answer came after: it is one of the new round. Otherwise nothing is left of what was before.
      expect([unanswered, { ...unanswered, [field]: 'X' }]).toContainEqual(final)
      if (answer.status === 200)
        expect([{ ...unanswered, ...before, [field]: 'X' }, final, unanswered]).toContainEqual(
          answer.body.field_parsed_answers,
        )
      else expect([409, 503]).toContain(answer.status)
      seen.add(JSON.stringify([answer.status, answer.body.field_parsed_answers, final]))
      const { state } = await talk.conversation()
      const events = (await talk.turns()).flatMap((turn) => (turn.status === 'done' ? turn.events : []))
      const start = newConversation(state.workflow, state.initialNode, (await talk.conversation()).createdAt)
      expect(events.reduce(applyEvent, start)).toEqual(state)
    }
    expect(seen.size).toBeGreaterThan(1)
  })

  test('an answer that was on its way when the form was started over gets the new question', async () => {
    const [{ started, ports, store }] = await twoServers()
    const talk = await started(7)
    await talk.answers('a', 'A')
    const { id } = await talk.conversation()
    const onItsWay = await store.conversations.loadForTurn(scope, { id }, null)
    if (!onItsWay) throw new Error('The communication is gone')
    const reset = (await talk.again({ reset: true })).body
    const turns = await talk.turns()
    const said = await answerForm(ports, scope, onItsWay, { text: 'B', fieldId: 'b' })
    expect(said).toMatchObject({ message: reset.message, state: { variables: {} } })
    expect(await talk.turns()).toEqual(turns)
  })

  test('a reset has its turn however many answers come', async () => {
    const servers = await twoServers()
    const talk = await servers[0].started(7)
    const answers = Array.from({ length: 20 }, (_, index) => talk.answers('a', `A${index}`))
    const [reset] = await Promise.all([servers[1].communication(talk.id, 7).again({ reset: true }), ...answers])
    expect(reset).toMatchObject({ status: 200, body: { field_id: 'a', field_parsed_answers: unanswered } })
  })
})

/** Once the database has been asked so many times: a while that passes without a clock. */
async function afterReads<T>(reads: number, { upkeep }: Store, act: () => Promise<T>): Promise<T> {
  for (let read = 0; read < reads; read += 1) await upkeep.ping()
  return act()
}
