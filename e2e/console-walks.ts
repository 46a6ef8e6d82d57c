// The parts of the console's API that one walks through to hold it against its document.
import { expect } from 'vitest'
import type { Json } from '@/lib/domain/json'
import { demo } from './server-process'

/** Asks, holds the answer against the document, and gives its body. */
type Expects = (
  status: number,
  method: string,
  path: string,
  sent?: { body?: Json },
) => Promise<ReturnType<typeof JSON.parse>>

const nobody = '00000000-0000-4000-8000-000000000000'
const ofTenant = `?tenant_id=${demo.tenant_id}`

/** From a template to a published agent, its versions and its tests. */
export async function walkAgents(expects: Expects): Promise<void> {
  const agents = '/api/admin/agents'
  const made = await expects(201, 'POST', agents + ofTenant, { body: { template: 'front_desk', name: 'Reception' } })
  await expects(422, 'POST', agents + ofTenant, { body: { template: 'robot', name: 'Reception' } })
  const agent = `${agents}/${made.agent_id}`
  const at = (rest: string) => `${agent}${rest}${ofTenant}`
  const draft = await expects(200, 'GET', at('/draft'))
  const saved = await expects(200, 'PUT', at('/draft'), { body: { document: draft.document, revision: 1 } })
  await expects(409, 'PUT', at('/draft'), { body: { document: draft.document, revision: 1 } })
  await expects(200, 'POST', at('/draft/presence'))
  await expects(200, 'POST', `${agents}/lint${ofTenant}`, { body: { document: { agent: {}, workflow: {} } } })
  await expects(200, 'POST', at('/publish'), { body: { revision: saved.revision, note: 'First' } })
  await expects(409, 'POST', at('/publish'), { body: { revision: saved.revision } })
  await expects(200, 'POST', `${agents}/import${ofTenant}`, { body: { document: draft.document } })
  await expects(422, 'POST', `${agents}/import${ofTenant}`, {
    body: { document: { agent: { id: 'x' }, workflow: {} } },
  })
  await expects(200, 'GET', at(''))
  await expects(200, 'GET', at('/versions'))
  await expects(200, 'GET', at('/versions/1'))
  await expects(404, 'GET', at('/versions/9'))
  await expects(200, 'GET', `${at('/diff')}&from=1&to=2`)
  await expects(200, 'POST', at('/versions/1/activate'))
  await expects(200, 'PUT', at('/draft'), { body: { document: draft.document, revision: 0 } })
  await expects(204, 'DELETE', at('/draft'))
  await expects(404, 'DELETE', at('/draft'))
  await expects(200, 'POST', at('/classify'), { body: { node_id: 'welcome', text: 'When are you open?', version: 1 } })
  const test = { name: 'greets', document: { steps: [{ says: 'Hello', expect: { contains: ['never said'] } }] } }
  const { test_id } = await expects(201, 'POST', at('/tests'), { body: test })
  await expects(200, 'PUT', at(`/tests/${test_id}`), { body: test })
  await expects(200, 'GET', at('/tests'))
  await expects(200, 'POST', at('/tests/run'), { body: { version: 1 } })
  await expects(204, 'DELETE', at(`/tests/${test_id}`))
  const trial = await expects(201, 'POST', at('/trial'), { body: { version: 1 } })
  const recorded = { conversation_id: trial.id, name: 'as it went' }
  await expects(400, 'POST', at('/tests/from-conversation'), { body: recorded })
  await expects(404, 'GET', `${agents}/nobody/draft${ofTenant}`)
}

/** What was said, the figures over it, and its end. */
export async function walkConversations(expects: Expects): Promise<void> {
  const conversations = '/api/admin/conversations'
  const { session_id, conversation_id } = await expects(201, 'POST', '/api/chat/sessions', { body: demo })
  await expects(200, 'POST', `/api/chat/sessions/${session_id}/messages`, { body: { content: 'My name is Jack' } })
  const listed = await expects(200, 'GET', `${conversations}${ofTenant}&agent_id=${demo.agent_id}&search=Jack`)
  expect(listed.conversations.map((one: { conversation_id: string }) => one.conversation_id)).toContain(conversation_id)
  await expects(422, 'GET', `${conversations}${ofTenant}&feedback=sideways`)
  const one = `${conversations}/${conversation_id}`
  for (const part of ['', '/turns', '/export']) await expects(200, 'GET', one + part)
  await expects(200, 'POST', `${one}/analyze`)
  await expects(200, 'GET', one)
  await expects(404, 'GET', `${conversations}/${nobody}`)
  for (const figures of ['conversations', 'latency', 'cost'])
    await expects(200, 'GET', `/api/admin/insight/${figures}${ofTenant}`)
  await expects(200, 'GET', `/api/admin/insight/nodes${ofTenant}&agent_id=${demo.agent_id}`)
  await expects(404, 'GET', `/api/admin/insight/nodes${ofTenant}&agent_id=nobody`)
  const erasures = `/api/admin/erasures${ofTenant}`
  await expects(200, 'POST', erasures, { body: { conversation_id, dry_run: true } })
  const { receipt } = await expects(200, 'POST', erasures, { body: { conversation_id } })
  await expects(422, 'POST', erasures, { body: {} })
  await expects(404, 'GET', one)
  expect((await expects(200, 'GET', erasures)).erasures).toMatchObject([{ id: receipt.id }])
}

/** Who may come in, and what is kept of what they change. */
export async function walkAccess(expects: Expects): Promise<void> {
  const at = (rest: string) => `/api/admin/${rest}${ofTenant}`
  const someone = { email: 'someone@example.org', role: 'analyst' }
  const { person } = await expects(201, 'POST', at('people'), { body: someone })
  await expects(409, 'POST', at('people'), { body: someone })
  await expects(200, 'GET', at('people'))
  await expects(200, 'PATCH', at(`people/${person.id}`), { body: { new_password: true } })
  await expects(204, 'DELETE', at(`people/${person.id}`))
  await expects(404, 'DELETE', at(`people/${person.id}`))
  const { key } = await expects(201, 'POST', at('keys'), { body: { kind: 'bearer', name: 'Walk' } })
  await expects(200, 'GET', at('keys'))
  await expects(204, 'DELETE', at(`keys/${key.id}`))
  const provider = { name: 'house', kind: 'openai', model: 'm', base_url: 'http://127.0.0.1:9/v1' }
  await expects(201, 'POST', at('providers'), { body: provider })
  await expects(200, 'GET', at('providers'))
  await expects(200, 'POST', at('providers/house/test'))
  await expects(204, 'DELETE', at('providers/house'))
  await expects(404, 'POST', at('providers/house/test'))
  await expects(201, 'POST', '/api/admin/tenants', { body: { name: 'Other', owner_email: 'boss@example.org' } })
  await expects(200, 'GET', '/api/admin/tenants')
  await expects(200, 'GET', at('tenant'))
  await expects(200, 'PATCH', at('tenant'), { body: { name: 'Demo' } })
  await expects(422, 'PATCH', at('tenant'), { body: { host_names: ['Not A Host'] } })
  const { entries } = await expects(200, 'GET', `${at('audit')}&limit=200`)
  expect(entries.map(({ action }: { action: string }) => action)).toContain('Revoke an API key')
}
