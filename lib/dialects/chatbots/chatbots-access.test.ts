// Every row, asked by everybody, over PostgreSQL: who may, gets it; for all others the thing is not there.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { freshDatabase } from '@/test/database'
import { chatbotsApi, people, type Who } from './test-chatbots'

const database = { url: '', drop: async () => {}, close: async () => {} }
let api: Awaited<ReturnType<typeof chatbotsApi>>

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

// So that nobody comes to a limit.
afterEach(async () => {
  const { chatbots } = (await api.ask('ann', 'GET', '/chatbot')).body
  for (const { chatbot_id } of chatbots) await api.ask('ann', 'DELETE', `/chatbot/${chatbot_id}`)
  api.clock.advance(60_000)
})

type Place = { chatbot: string; document: string; session: string; conversation: string }

/** ann's chatbot with a document, where bob is editor; cat is a user of it and has a session and a conversation. */
async function place(): Promise<Place> {
  const { path: chatbot } = await api.made()
  await api.ask('ann', 'PUT', `${chatbot}/members`, { external_user_id: 'bob', role: 'editor' })
  await api.ask('ann', 'PUT', `${chatbot}/members`, { external_user_id: 'cat', role: 'user' })
  const [document] = (await api.upload('ann', `${chatbot}/documents`, ['hours.md', '# Hours'])).body.documents
  const opened = (await api.ask('cat', 'POST', `${chatbot}/session`)).body
  return { chatbot, document: document.id, session: opened.session_id, conversation: opened.conversation_id }
}

type Row = readonly [string, (at: Place) => readonly [method: string, path: string, body?: unknown], Expected]
/** What each of them hears; who is not named hears 404. */
type Expected = Partial<Record<Who, number>>

const everything = (status: number) => ({ ann: status, eve: status })
const changes = (status: number) => ({ ...everything(status), bob: status })
const uses = (status: number) => ({ ...changes(status), cat: status })

const rows: readonly Row[] = [
  ['read', ({ chatbot }) => ['GET', chatbot], uses(200)],
  ['change', ({ chatbot }) => ['PATCH', chatbot, { greeting: 'Hi.' }], changes(200)],
  ['remove', ({ chatbot }) => ['DELETE', chatbot], everything(204)],
  ['list members', ({ chatbot }) => ['GET', `${chatbot}/members`], everything(200)],
  ['share', ({ chatbot }) => ['PUT', `${chatbot}/members`, { external_user_id: 'dan', role: 'user' }], everything(200)],
  ['stop sharing', ({ chatbot }) => ['DELETE', `${chatbot}/members/external%3Acat`], everything(204)],
  ['begin a session', ({ chatbot }) => ['POST', `${chatbot}/session`], uses(200)],
  ['close cat’s session', ({ session }) => ['DELETE', `/chatbot/session/${session}`], { cat: 200 }],
  ['list documents', ({ chatbot }) => ['GET', `${chatbot}/documents`], uses(200)],
  ['upload', ({ chatbot }) => ['UPLOAD', `${chatbot}/documents`], changes(201)],
  ['read a document', ({ chatbot, document }) => ['GET', `${chatbot}/documents/${document}`], uses(200)],
  ['delete a document', ({ chatbot, document }) => ['DELETE', `${chatbot}/documents/${document}`], changes(204)],
  ['retry a document', ({ chatbot, document }) => ['POST', `${chatbot}/documents/${document}/retry`], changes(409)],
  ['read passages', ({ chatbot, document }) => ['GET', `${chatbot}/documents/${document}/passages`], uses(200)],
  ['list conversations', ({ chatbot }) => ['GET', `${chatbot}/conversations`], uses(200)],
  [
    'read cat’s conversation',
    ({ chatbot, conversation }) => ['GET', `${chatbot}/conversations/${conversation}/messages`],
    { cat: 200 },
  ],
  [
    'rename cat’s conversation',
    ({ chatbot, conversation }) => ['PATCH', `${chatbot}/conversations/${conversation}`, { title: 'Mine' }],
    { cat: 200 },
  ],
  [
    'delete cat’s conversation',
    ({ chatbot, conversation }) => ['DELETE', `${chatbot}/conversations/${conversation}`],
    { cat: 204 },
  ],
  [
    'go on with cat’s conversation',
    ({ chatbot, conversation }) => ['POST', `${chatbot}/session`, { conversation_id: conversation }],
    { cat: 200 },
  ],
]

const everybody: readonly Who[] = ['ann', 'bob', 'cat', 'dan', 'eve', 'uma', 'joe']

function request(who: Who, [method, path, body]: ReturnType<Row[1]>) {
  return method === 'UPLOAD' ? api.upload(who, path, ['more.md', '# More']) : api.ask(who, method, path, body)
}

describe.each(rows)('%s', (_, asked, expected) => {
  test.each(everybody.filter((who) => expected[who]))('%s may', async (who) => {
    const { status, body } = await request(who, asked(await place()))
    expect([status, body?.detail]).toEqual([expected[who], body?.detail])
  })

  test('everybody else hears 404, the same as for what is not there; without the right token it is 401', async () => {
    const at = await place()
    const [method, path, body] = asked(at)
    const strangers = everybody.filter((who) => !expected[who])
    const answers = await Promise.all(strangers.map((who) => request(who, [method, path, body])))
    expect(answers.map(({ status }) => status)).toEqual(strangers.map(() => 404))
    for (const { body: error } of answers) expect(error.detail).toMatch(/^(?:Chatbot|Session|Conversation) not found$/)
    const verb = method === 'UPLOAD' ? 'POST' : method
    const sent = JSON.stringify(body ?? {})
    const refused = [
      null,
      'Bearer not-a-token',
      `Bearer ${await api.token('ann', 'visitor')}`,
      `Bearer ${await api.token('ann', 'chatbot')}`,
      'Basic YW5uOmFubg==',
    ]
    for (const authorization of refused)
      expect((await api.send(verb, path, authorization, verb === 'GET' ? undefined : sent)).status).toBe(401)
    expect((await request('ann', ['GET', at.chatbot])).status).toBe(200)
  })
})

describe('what is listed', () => {
  test('a member sees the role, not the prompt; strangers see nothing', async () => {
    const { path, id } = await api.made({ prompt: 'Be brief.' })
    await api.ask('ann', 'PUT', `${path}/members`, { external_user_id: 'cat', role: 'user' })
    await api.ask('ann', 'PUT', `${path}/members`, { email: 'Uma@parley.example', role: 'editor' })
    const seen = async (who: Who) => {
      const { chatbots } = (await api.ask(who, 'GET', '/chatbot')).body
      return chatbots.find((each: { chatbot_id: string }) => each.chatbot_id === id)
    }
    expect(await seen('ann')).toMatchObject({ my_role: 'owner', prompt: 'Be brief.' })
    expect(await seen('uma')).toMatchObject({ my_role: 'editor', prompt: 'Be brief.' })
    expect(await seen('eve')).toMatchObject({ my_role: 'owner' })
    expect(await seen('cat')).toMatchObject({ my_role: 'user' })
    expect(await seen('cat')).not.toHaveProperty('prompt')
    for (const who of ['bob', 'dan', 'joe'] as const) expect(await seen(who)).toBeUndefined()
  })

  test('each sees only their own conversations', async () => {
    const { chatbot, conversation } = await place()
    await api.says(conversation, 'When do you open?')
    const list = async (who: Who) => (await api.ask(who, 'GET', `${chatbot}/conversations`)).body.conversations
    expect(await list('cat')).toMatchObject([{ conversation_id: conversation, title: 'When do you open?' }])
    for (const who of ['ann', 'bob', 'eve'] as const) expect(await list(who)).toEqual([])
  })

  test('an editor’s role in a token of somebody’s user counts for nothing', async () => {
    const { path } = await api.made()
    const forged = await api.http.tokens.issue({ ...people.dan, audience: 'api', role: 'owner' }, 60)
    expect((await api.send('GET', path, `Bearer ${forged}`)).status).toBe(404)
  })
})

test('the other tenant’s owner finds it by no name either', async () => {
  await api.made({ slug: 'leaflets' })
  expect((await api.ask('ann', 'GET', '/chatbot/leaflets')).status).toBe(200)
  expect((await api.ask('joe', 'GET', '/chatbot/leaflets')).status).toBe(404)
})
