// Sessions and conversations over PostgreSQL.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import type { SessionEnd } from '@/lib/domain/chatbot'
import { tenant } from '@/lib/domain/scope'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { freshDatabase } from '@/test/database'
import { chatbotsApi, tenantId } from './test-chatbots'

const scope = tenant(tenantId)
const database = { url: '', drop: async () => {}, close: async () => {} }
let api: Awaited<ReturnType<typeof chatbotsApi>>
let path: string

beforeAll(async () => {
  Object.assign(database, await freshDatabase())
  const same = (text: string) => text
  const store = createPostgresStore({ url: database.url, poolSize: 6, encrypt: same, decrypt: same })
  database.close = () => store.close()
  api = await chatbotsApi({ store })
})
afterAll(async () => {
  await database.close()
  await database.drop()
})
beforeEach(async () => {
  path = (await api.made({ greeting: 'Good day.' }, 'eve')).path
  await api.ask('eve', 'PUT', `${path}/members`, { external_user_id: 'cat', role: 'user' })
  api.clock.advance(60_000)
})

async function opens(body?: object, who: 'cat' | 'eve' = 'cat') {
  api.clock.advance(1000)
  const { status, body: session } = await api.ask(who, 'POST', `${path}/session`, body)
  expect(status).toBe(200)
  return session
}

describe('a session', () => {
  test('says what the contract says, with a greeting where there is one', async () => {
    expect(await opens()).toEqual({
      session_id: expect.stringMatching(/^[\da-f-]{36}$/),
      conversation_id: expect.stringMatching(/^[\da-f-]{36}$/),
      ...{ chatbot_id: path.split('/').at(-1), chatbot_name: 'Leaflets', previous_messages: [], greeting: 'Good day.' },
    })
    await api.ask('eve', 'PATCH', path, { greeting: null })
    expect(await opens()).not.toHaveProperty('greeting')
  })

  test('goes on with the user’s latest conversation, with what was said in it, oldest first', async () => {
    const first = await opens()
    const turn = await api.says(first.conversation_id, 'When do you open?')
    const again = await opens()
    expect(again.conversation_id).toBe(first.conversation_id)
    expect(again.previous_messages).toEqual([
      { id: turn.messages[0]?.id, role: 'user', message: 'When do you open?', created_at: expect.any(String) },
      { id: turn.messages[1]?.id, role: 'assistant', message: 'said by the model', created_at: expect.any(String) },
    ])
  })

  test('shows the last 50 messages', async () => {
    const { conversation_id } = await opens()
    for (let count = 1; count <= 26; count += 1) await api.says(conversation_id, `question ${count}`)
    const { previous_messages } = await opens()
    expect(previous_messages).toHaveLength(50)
    expect([previous_messages[0].message, previous_messages[48].message]).toEqual(['question 2', 'question 26'])
  })

  test('begins a new conversation or goes on with one of the user’s, where that is asked for', async () => {
    const first = await opens()
    const other = await opens({ new_conversation: true })
    expect(other.conversation_id).not.toBe(first.conversation_id)
    expect((await opens({ conversation_id: first.conversation_id })).conversation_id).toBe(first.conversation_id)
    const both = { conversation_id: first.conversation_id, new_conversation: true }
    expect((await api.ask('cat', 'POST', `${path}/session`, both)).status).toBe(422)
    const unknown = { conversation_id: '77777777-7777-4777-8777-777777777777' }
    expect((await api.ask('cat', 'POST', `${path}/session`, unknown)).status).toBe(404)
  })

  test('takes the place of the user’s one before, which is told; another user’s stays', async () => {
    const told: [string, SessionEnd][] = []
    const sessions = { mine: await opens(), theirs: await opens(undefined, 'eve') }
    for (const [name, { session_id }] of Object.entries(sessions))
      api.liveSessions.onEnd(session_id, (end) => told.push([name, end]))
    await opens()
    expect(told).toEqual([['mine', 'superseded']])
    const at = (id: string) => api.store.chatbots.findSession(scope, id, api.clock.now())
    expect((await at(sessions.mine.session_id))?.end).toBe('superseded')
    expect((await at(sessions.theirs.session_id))?.end).toBeNull()
  })

  test('of ten begun at once one is open', async () => {
    const begun = await Promise.all(Array.from({ length: 10 }, () => api.ask('cat', 'POST', `${path}/session`)))
    const ids: string[] = begun.map(({ body }) => body.session_id)
    const found = await Promise.all(ids.map((id) => api.store.chatbots.findSession(scope, id, api.clock.now())))
    expect(found.filter((session) => session?.closedAt === null)).toHaveLength(1)
  })

  test('waits an hour for its first connection', async () => {
    const { session_id } = await opens()
    const end = async () => (await api.store.chatbots.findSession(scope, session_id, api.clock.now()))?.end
    api.clock.advance(59 * 60_000)
    expect(await end()).toBeNull()
    api.clock.advance(2 * 60_000)
    expect(await end()).toBe('expired')
  })

  test('is closed by its user, again without a difference, and tells whoever is connected', async () => {
    const { session_id } = await opens()
    const told: SessionEnd[] = []
    api.liveSessions.onEnd(session_id, (end) => told.push(end))
    for (let times = 0; times < 2; times += 1)
      expect(await api.ask('cat', 'DELETE', `/chatbot/session/${session_id}`)).toMatchObject({
        ...{ status: 200, body: { message: 'Session closed', session_id } },
      })
    expect(told).toEqual(['closed'])
    expect((await api.ask('cat', 'DELETE', '/chatbot/session/nothing')).status).toBe(404)
  })
})

describe('a conversation', () => {
  test('that is opened again goes on with the version in force, which stands in its log', async () => {
    const { conversation_id: id } = await opens()
    await api.says(id, 'When do you open?')
    await api.ask('eve', 'PATCH', path, { prompt: 'Be brief.' })
    const workflowOf = async () => (await api.store.conversations.getConversation(scope, { id }))?.state.workflow
    expect(await workflowOf()).toMatch(/@1$/)
    await opens()
    await opens()
    expect(await workflowOf()).toMatch(/@2$/)
    await api.says(id, 'And on Sundays?')
    expect(api.language.replies.at(-1)?.system).toBe('Be brief.')
    const turns = await api.store.conversations.listTurns(scope, id, { after: 0, limit: 100 })
    expect(turns.map(({ kind }) => kind)).toEqual(['input', 'edit', 'input'])
    const stored = await api.store.conversations.getConversation(scope, { id })
    const agentId = path.split('/').at(-1) ?? ''
    const begun = newConversation(`${agentId}@1`, 'assistant', stored?.createdAt ?? 0)
    const folded = turns.flatMap(({ events }) => events).reduce(applyEvent, begun)
    expect({ ...folded, enteredAt: 0 }).toEqual({ ...stored?.state, enteredAt: 0 })
  })

  test('is listed, a page at a time, renamed and deleted for good', async () => {
    const ids: string[] = []
    for (const question of ['First?', 'Second?', 'Third?']) {
      const { conversation_id } = await opens({ new_conversation: true })
      await api.says(conversation_id, question)
      ids.unshift(conversation_id)
    }
    await opens({ new_conversation: true })
    const page = (await api.ask('cat', 'GET', `${path}/conversations?limit=2`)).body
    expect(page.conversations).toMatchObject([
      { conversation_id: ids[0], title: 'Third?', message_count: 2 },
      { conversation_id: ids[1] },
    ])
    const rest = (await api.ask('cat', 'GET', `${path}/conversations?limit=2&before=${page.next}`)).body
    expect(rest).toMatchObject({ conversations: [{ conversation_id: ids[2] }], next: null })
    const one = `${path}/conversations/${ids[0]}`
    expect((await api.ask('cat', 'PATCH', one, { title: ' Sundays ' })).body.title).toBe('Sundays')
    expect((await api.ask('cat', 'PATCH', one, { title: ' ' })).status).toBe(422)
    const { messages, total } = (await api.ask('cat', 'GET', `${one}/messages?limit=1&offset=1`)).body
    expect([messages, total]).toMatchObject([[{ role: 'assistant', message: 'said by the model' }], 2])
    const { session_id } = await opens({ conversation_id: ids[0] })
    expect((await api.ask('cat', 'DELETE', one)).status).toBe(204)
    expect((await api.ask('cat', 'DELETE', one)).status).toBe(404)
    expect((await api.ask('cat', 'GET', `${one}/messages`)).status).toBe(404)
    expect(await api.store.chatbots.findSession(scope, session_id, api.clock.now())).toBeNull()
    expect((await api.ask('cat', 'GET', `${path}/conversations`)).body.conversations).toHaveLength(2)
  })

  test('of another chatbot of the same user is not there', async () => {
    const { conversation_id } = await opens(undefined, 'eve')
    const other = (await api.made({}, 'eve')).path
    const place = `${other}/conversations/${conversation_id}`
    expect((await api.ask('eve', 'GET', `${place}/messages`)).status).toBe(404)
    expect((await api.ask('eve', 'POST', `${other}/session`, { conversation_id })).status).toBe(404)
  })
})

describe('429', () => {
  test('more than 60 sessions a minute of one user; another user’s are not counted', async () => {
    const all = await Promise.all(Array.from({ length: 61 }, () => api.ask('cat', 'POST', `${path}/session`)))
    const refused = all.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.headers.get('retry-after')).toBe('60')
    expect((await api.ask('eve', 'POST', `${path}/session`)).status).toBe(200)
  })
})
