// An agent from its template to its second version on the built server: the rows against their description, two people at one
// draft, and the command line beside them.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { type Held, holdTo } from './held-to-document'
import { apiKey, demo, type RunningServer, signed, startServer } from './server-process'

const root = join(import.meta.dirname, '..')
const ofTenant = `?tenant_id=${demo.tenant_id}`
const agents = '/api/admin/agents'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let folder: string
let hold: (...call: Parameters<ReturnType<typeof holdTo>>) => Held

beforeAll(async () => {
  database = await freshDatabase()
  folder = await mkdtemp(join(tmpdir(), 'agents-'))
  server = await startServer({ DATABASE_URL: database.url })
  hold = holdTo(await (await fetch(`${server.url}/openapi.json`)).json())
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Asks as the platform's key does, or as a visitor with this token, and holds the answer against the document. */
async function expects(status: number, method: string, path: string, body?: unknown, visitor?: string | null) {
  const text = body === undefined ? '' : JSON.stringify(body)
  const proof = visitor === undefined ? signed(method, path, text) : visitor ? { 'x-parley-visitor': visitor } : {}
  const headers = { 'content-type': 'application/json', ...proof }
  const response = await fetch(server.url + path, { method, headers, ...(text ? { body: text } : {}) })
  const said = await response.text()
  const contentType = response.headers.get('content-type') ?? ''
  const answer: ReturnType<typeof JSON.parse> = contentType.startsWith('application/json') ? JSON.parse(said) : said
  const { faults } = hold(method, path, { status: response.status, contentType, body: answer })
  expect({ call: `${method} ${path}`, status: response.status, faults }).toEqual({
    ...{ call: `${method} ${path}`, status, faults: [] },
  })
  return { body: answer, token: response.headers.get('x-parley-visitor') }
}

async function tool(...argv: string[]) {
  const env = { ...process.env, ADMIN_API_KEY: apiKey }
  const args = ['scripts/run.mjs', 'cli/agent.ts', ...argv, '--url', server.url]
  return promisify(execFile)(process.execPath, args, { cwd: root, env }).then(
    ({ stdout }) => ({ status: 0, shown: stdout }),
    (failure: { code: number; stdout: string }) => ({ status: failure.code, shown: failure.stdout }),
  )
}

test('a template is changed, tried, tested, published, compared and rolled back', async () => {
  const made = (await expects(201, 'POST', agents + ofTenant, { template: 'front_desk', name: 'Reception' })).body
  const at = (part: string) => `${agents}/${made.agent_id}${part}${ofTenant}`
  const { document, revision } = (await expects(200, 'GET', at('/draft'))).body
  const [welcome, ...nodes] = document.workflow.nodes
  const changed = {
    ...document,
    workflow: { ...document.workflow, nodes: [{ ...welcome, static_text: 'Good day.' }, ...nodes] },
  }
  const saved = (await expects(200, 'PUT', at('/draft'), { document: changed, revision })).body
  expect(saved.findings).toEqual([])
  await expects(409, 'PUT', at('/draft'), { document, revision })
  await expects(200, 'POST', at('/draft/presence'))
  await expects(200, 'POST', `${agents}/lint${ofTenant}`, { document: { agent: {} } })

  const trial = await expects(201, 'POST', at('/trial'), { document: changed })
  expect(trial.body.messages[0].content).toBe('Good day.')
  const messages = `/api/conversations/${trial.body.id}/messages`
  await expects(200, 'POST', messages, { text: 'please take a message' }, trial.token)
  await expects(400, 'POST', at('/trial'), { start_node: 'nowhere' })
  const asked = { node_id: 'listening', text: 'what are your opening hours' }
  expect((await expects(200, 'POST', at('/classify'), asked)).body.picked).toBe('hours')

  const recorded = { conversation_id: trial.body.id, name: 'takes a message' }
  const test = (await expects(201, 'POST', at('/tests/from-conversation'), recorded)).body
  expect((await expects(200, 'GET', at('/tests'))).body.tests).toHaveLength(1)
  expect((await expects(200, 'POST', at('/tests/run'), {})).body).toMatchObject({ ok: true })
  const kept = { name: 'takes a message', document: { ...test.document, opening: { contains: ['Good day'] } } }
  await expects(200, 'PUT', at(`/tests/${test.test_id}`), kept)

  await expects(200, 'POST', at('/publish'), { revision: saved.revision, note: 'first' })
  await expects(409, 'POST', at('/publish'), { revision: saved.revision })
  await writeFile(join(folder, 'next.json'), JSON.stringify(document))
  expect(await tool('test', made.agent_id, join(folder, 'next.json'))).toMatchObject({ status: 1 })
  expect(await tool('diff', made.agent_id, '1', join(folder, 'next.json'))).toMatchObject({
    ...{
      status: 0,
      shown: expect.stringMatching(/The node “Welcome” says “Hello, and welcome\..*instead of “Good day\.”/),
    },
  })
  expect(await tool('publish', made.agent_id, join(folder, 'next.json'))).toEqual({
    ...{ status: 0, shown: 'Version 2 is in force.\n' },
  })
  const { changes } = (await expects(200, 'GET', `${at('/diff')}&from=1&to=2`)).body
  expect(changes).toHaveLength(1)
  await expects(200, 'GET', at('/versions/1'))
  await expects(200, 'POST', at('/versions/1/activate'))
  const agent = (await expects(200, 'GET', at(''))).body
  expect(agent).toMatchObject({ active_version: 1, versions: 2, draft: null, week: { conversations: 0 } })
  await expects(204, 'DELETE', at(`/tests/${test.test_id}`))
  await expects(404, 'DELETE', at('/draft'))
})

test('a trial is no thread, and no conversation of anybody’s list', async () => {
  const made = (await expects(201, 'POST', agents + ofTenant, { template: 'blank', name: 'Blank' })).body
  const trial = await expects(201, 'POST', `${agents}/${made.agent_id}/trial${ofTenant}`, {})
  await expects(200, 'POST', `/api/conversations/${trial.body.id}/messages`, { text: 'hi' }, trial.token)
  const ids = (list: { body: { conversations: { id: string }[] } }) => list.body.conversations.map(({ id }) => id)
  expect(ids(await expects(200, 'GET', '/api/conversations', undefined, trial.token))).not.toContain(trial.body.id)
  const { threads } = (await expects(200, 'GET', '/threads', undefined, trial.token)).body
  expect(JSON.stringify(threads)).not.toContain(trial.body.id)
})
