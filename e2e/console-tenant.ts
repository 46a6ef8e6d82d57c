// A tenant with one of everything that the console looks after, made through its rows.
import type { Json } from '@/lib/domain/json'
import { ends, says } from '@/test/flow'
import { type Answer, ask, bearing, type Caller, paging, signIn, signing } from './console-callers'
import { fileOf, type Its } from './console-rows'

const password = 'a-password-for-tests-of-the-matrix'

export type People = Record<'user' | 'analyst' | 'editor' | 'owner', Caller>

export type Office = {
  id: string
  people: People
  hmac: Caller
  bearer: Caller
  /** The ids of its two API keys. */
  keyIds: string[]
  ownerEmail: string
  ownerCookie: string
}

/** A tenant with a person of each role and a key of each kind. Its name stands in theirs. */
export async function makeOffice(url: string, name: string): Promise<Office> {
  const email = (role: string) => `${role}@${name}.example`
  const made = await done(url, signing(), 'POST', '/api/admin/tenants', {
    ...{ name, owner_email: email('owner'), owner_password: password },
  })
  const ownerCookie = await signIn(url, email('owner'), password)
  const owner = paging(ownerCookie, url)
  const person = async (role: string): Promise<Caller> => {
    await done(url, owner, 'POST', '/api/admin/people', { email: email(role), role, password })
    return paging(await signIn(url, email(role), password), url)
  }
  const key = (kind: string) => done(url, owner, 'POST', '/api/admin/keys', { kind, name: `${name} ${kind}` })
  const [hmac, bearer] = [await key('hmac'), await key('bearer')]
  return {
    id: made.body.tenant.id,
    people: { owner, user: await person('user'), analyst: await person('analyst'), editor: await person('editor') },
    hmac: signing(hmac.body.secret),
    bearer: bearing(bearer.body.secret),
    keyIds: [hmac.body.key.id, bearer.body.key.id],
    ...{ ownerEmail: email('owner'), ownerCookie },
  }
}

/** One of everything; `word` stands in all names and texts. `callbackUrl` takes what a form sends. */
export async function furnish(url: string, office: Office, word: string, callbackUrl: string): Promise<Its> {
  const { id, hmac } = office
  const { owner } = office.people
  const post = (path: string, body: Json | FormData) => done(url, owner, 'POST', `/api/admin/${path}`, body)
  const document = workflowOf(word)
  const form = formOf(word, callbackUrl)
  const { agent_id } = (await post('agents/import', { document })).body
  await post('agents/import', { document })
  await done(url, owner, 'PUT', `/api/admin/agents/${agent_id}/draft`, { document, revision: 0 })
  const test = { name: `${word} greets`, document: { steps: [{ says: word, expect: { contains: [word] } }] } }
  const { test_id } = (await post(`agents/${agent_id}/tests`, test)).body
  const made = (await post('forms', { document: form })).body
  const conversation_id = await converse(url, hmac, { tenant_id: id, agent_id }, [`I like ${word}s`])
  const response_id = await converse(url, hmac, { tenant_id: id, agent_id: made.agent_id }, [`The ${word}`])
  const base = (await post('knowledge', { name: `${word}-guides` })).body.id
  const sent = await post(`knowledge/${base}/documents`, fileOf(`${word}.md`, `# ${word}\n\nThe ${word} is striped.`))
  const script = `CREATE TABLE ${word}s (name text); INSERT INTO ${word}s VALUES ('${word}')`
  const source = (await post(`data/import?name=${word}_shop`, fileOf('shop.sql', script))).body.id
  const person = (await post('people', { email: `${word}@example.org`, role: 'analyst' })).body.person
  const { key } = (await post('keys', { kind: 'bearer', name: `Spare ${word}` })).body
  const model = { kind: 'openai', model: 'm', base_url: 'http://127.0.0.1:9/v1' }
  const provider = (await post('providers', { name: `${word}-house`, ...model })).body.name
  await post('erasures', { external_user_id: `no ${word}` })
  const document_id = sent.body.documents[0].id
  await until(url, owner, `/api/admin/knowledge/${base}/documents/${document_id}`, ({ state }) => state === 'ready')
  const { deliveries } = await until(url, owner, '/api/admin/deliveries', ({ deliveries: [first] }) =>
    Boolean(first?.delivered_at),
  )
  return {
    ...{ tenant_id: id, agent_id, version: '1', test_id, conversation_id, response_id, document, form },
    ...{ form_id: String(made.form_id), delivery_id: deliveries[0].id, source, base, document_id },
    ...{ key_id: key.id, person_id: person.id, provider },
  }
}

/** Talks through the API of sessions; gives the conversation's id. */
async function converse(url: string, caller: Caller, agent: Json, words: readonly string[]): Promise<string> {
  const sessions = '/api/chat/sessions'
  const { session_id, conversation_id } = (await done(url, caller, 'POST', sessions, agent)).body
  for (const content of words) await done(url, caller, 'POST', `${sessions}/${session_id}/messages`, { content })
  return conversation_id
}

async function done(
  url: string,
  caller: Caller,
  method: string,
  path: string,
  body?: Json | FormData,
): Promise<Answer> {
  const answer = await ask(url, caller, method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return answer
}

async function until(url: string, caller: Caller, path: string, isThere: (body: Answer['body']) => boolean) {
  for (;;) {
    const { body } = await done(url, caller, 'GET', path)
    if (isThere(body)) return body
  }
}

function workflowOf(word: string): Json {
  return {
    agent: { id: `${word}-desk`, name: `The ${word} desk` },
    workflow: {
      initial_node: 'hello',
      nodes: [
        says('hello', `Welcome to the ${word}.`, [['user_responded', 'more']], { proactive: true }),
        says('more', `More of the ${word}?`, [['contains:no', 'end']], { proactive: true }),
        ends('end'),
      ],
    },
  }
}

function formOf(word: string, callbackUrl: string): Json {
  const field = { id: 'pet', type: 'text', label: `Your ${word}`, question: `What is your ${word} called?` }
  return { form: { id: 7341, name: `About your ${word}`, callback_url: callbackUrl, fields: [field] } }
}
