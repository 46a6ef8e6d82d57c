// What was read of a data source, as it stands below the answers: on the demo's music store in a real database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultAgentSettings } from '@/lib/domain/agent-store'
import { tenant } from '@/lib/domain/scope'
import type { Exposure } from '@/lib/domain/viewer'
import { modelOnFake } from '@/lib/language/model/model-fixture'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { openDataSource } from '@/test/data-source'
import type { FakeAnswer } from '@/test/fake-provider'
import { nativeApi } from './test-native'

let data: Awaited<ReturnType<typeof openDataSource>>

beforeAll(async () => {
  data = await openDataSource()
})

afterAll(() => data.close())

const calls = (name: string, args: object): FakeAnswer => ({
  kind: 'tool-calls',
  calls: [{ id: 'call_1', name, fragments: [JSON.stringify(args)] }],
})
const says = (text: string): FakeAnswer => ({ kind: 'text', chunks: [text] })
const sql = 'SELECT invoice_id, total FROM invoice ORDER BY total LIMIT 1'

/** A conversation in which Frank Harris asked for his cheapest purchase. */
async function asked(exposure: Exposure) {
  const model = await modelOnFake({ timeouts: { firstChunkMs: 20_000, idleMs: 20_000, answerMs: 20_000 } })
  const native = await nativeApi(exposure, { dataTools: data.dataTools, language: model.language })
  const agent = await native.ask('GET', '/api/chat-agents/sql_agent')
  await native.store.agents.setSettings(tenant(demoTenantId), demoTenantId, agent.body.id, defaultAgentSettings)
  const begun = await native.started(null, { body: { agent_id: 'sql_agent' } })
  const identity = await native.tokens.issue(
    { subject: 'external:16', tenantId: demoTenantId, audience: 'identity' },
    60,
  )
  const { path, token } = begun
  const say = (text: string) =>
    native.ask('POST', `${path}/messages`, { token, body: { text }, headers: { 'x-parley-identity': identity } })
  const naming = calls('update_user_name', { new_first_name: 'Frank', new_last_name: 'Harris' })
  model.provider.answer(naming, says('Hello Frank.'), calls('execute_sql', { query: sql }), says('Invoice 13: 0.99.'))
  await say('I am Frank Harris')
  const answer = await say('What was my cheapest purchase?')
  const read = async (rest = '') => (await native.ask('GET', path + rest, { token })).body
  return { answer: answer.body.turn, read }
}

const table = {
  meaning: expect.stringMatching(/total/),
  columns: [
    { name: 'invoice_id', type: 'number' },
    { name: 'total', type: 'number' },
  ],
  rows: [[13, 0.99]],
  ...{ is_cut: false, total: 1 },
}

test('an answer carries the rows it was read from, and keeps them', async () => {
  const { answer, read } = await asked('open')
  expect(answer.messages.at(-1)).toMatchObject({ content: 'Invoice 13: 0.99.', tables: [{ ...table, sql }] })
  const { messages } = await read()
  expect(messages.map((message: { tables: object[] }) => message.tables.length)).toEqual([0, 0, 0, 0, 1])
  expect(messages.at(-1).tables).toEqual([{ ...table, sql }])
})

test('who may not look at the why sees the rows without the query', async () => {
  const { answer, read } = await asked('guarded')
  expect(answer.messages.at(-1)).toMatchObject({ tables: [{ ...table, sql: null }] })
  expect((await read()).messages.at(-1)).toMatchObject({ tables: [{ ...table, sql: null }] })
  expect(JSON.stringify([answer, await read(), await read('/turns')])).not.toContain('SELECT')
})
