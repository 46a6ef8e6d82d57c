import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '@/lib/domain/store'
import type { ModelCall } from '@/lib/domain/turn-event'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { start } from '@/lib/store/store-fixtures'
import { startTalk } from '@/lib/store/suite/talk'
import { freshDatabase } from '@/test/database'

const database = await freshDatabase()
const pool = createPool(database.url, 4)
let store: Store

beforeAll(() => {
  store = createPostgresStore({ pool, encrypt: (text) => `sealed ${text}`, decrypt: (text) => text.slice(7) })
})

afterAll(async () => {
  await store.close()
  await pool.end()
  await database.drop()
})

const modelCall: ModelCall = {
  ...{ id: 'm1', purpose: 'reply', provider: 'openai', model: 'small', inputTokens: 90, outputTokens: 7 },
  ...{ firstTokenMs: 12.5, ms: 40.5, cost: 0.002, retries: 1, error: null },
}

test('the published sample queries run as printed and tell the conversation', async () => {
  const at = Date.now()
  const talk = await startTalk(store, { externalId: 'text_abc123', at })
  await talk.hears('I am Jack', { at, says: ['Hello Jack.'], sets: { first_name: 'Jack', __api_success: 'yes' } })
  const { rows } = await pool.query(`
    SELECT
        c.session_id,
        c.status,
        c.total_turns,
        c.collected_data,
        m.role,
        m.content,
        m.created_at
    FROM text_conversations c
    JOIN text_conversation_messages m ON m.conversation_id = c.id
    WHERE c.session_id = 'text_abc123'
    ORDER BY m.sequence;`)
  expect(rows.map((row) => [row.role, row.content])).toEqual([
    ['assistant', 'Hello, who is there?'],
    ['user', 'I am Jack'],
    ['assistant', 'Hello Jack.'],
  ])
  expect(rows[0]).toMatchObject({ status: 'active', total_turns: 1, collected_data: { first_name: 'Jack' } })
  const perDay = await pool.query(`
    SELECT
        DATE(created_at) as date,
        COUNT(*) as messages
    FROM text_conversation_messages
    WHERE created_at >= NOW() - INTERVAL '7 days'
    GROUP BY DATE(created_at)
    ORDER BY date;`)
  expect(perDay.rows.reduce((sum, row) => sum + Number(row.messages), 0)).toBeGreaterThanOrEqual(2)
})

test('transitions, variables and calls of a turn can be asked for in SQL', async () => {
  const talk = await startTalk(store)
  const call = { id: 't1', name: 'execute_sql', args: { query: 'SELECT 1' } }
  const { turnId } = await talk.hears('I am Jack', {
    ...{ sets: { first_name: 'Jack' }, movesTo: 'topics', ends: true },
    events: [
      { type: 'model-call', call: modelCall },
      { type: 'tool-call', nodeId: 'greeting', call },
      { type: 'tool-result', nodeId: 'greeting', callId: 't1', output: '1', isError: false, ms: 3 },
    ],
  })
  const rowsOf = async (table: string, column: string, id: string) =>
    (await pool.query(`SELECT * FROM ${table} WHERE ${column} = $1`, [id])).rows
  expect(await rowsOf('text_conversation_transitions', 'conversation_id', talk.id)).toMatchObject([
    { from_node_id: 'greeting', to_node_id: 'topics', trigger: 'always', sequence_number: 1, turn_id: turnId },
  ])
  expect(await rowsOf('text_conversation_variables', 'conversation_id', talk.id)).toMatchObject([
    { variable_name: 'first_name', variable_value: 'Jack', extraction_method: 'api', confidence: 0.9 },
  ])
  expect(await rowsOf('model_calls', 'turn_id', turnId)).toMatchObject([
    { call_id: 'm1', position: 1, model: 'small', input_tokens: 90, first_token_ms: 12.5, cost: 0.002, retries: 1 },
  ])
  expect(await rowsOf('tool_calls', 'turn_id', turnId)).toMatchObject([
    { call_id: 't1', name: 'execute_sql', args: call.args, output: '1', is_error: false, ms: 3 },
  ])
  expect(await rowsOf('text_conversations', 'id', talk.id)).toMatchObject([
    { initial_node_id: 'greeting', final_node_id: 'topics', status: 'completed', channel: 'text_chat' },
  ])
})

test('the model calls of a failed turn are counted too', async () => {
  const talk = await startTalk(store)
  const { turnId, fence } = await talk.claimed('hello')
  const events = [{ at: start, type: 'model-call', call: { ...modelCall, error: 'timeout' } }] as const
  await talk.calls.failTurn(talk.scope, { conversationId: talk.id, turnId, fence, events, endedAt: start })
  const { rows } = await pool.query('SELECT error FROM model_calls WHERE turn_id = $1', [turnId])
  expect(rows).toEqual([{ error: 'timeout' }])
})

test('deleting a conversation leaves nothing of it but the hash of its external id', async () => {
  const talk = await startTalk(store, { externalId: 'text_secret' })
  await talk.hears('I am Jack', { says: ['Hi'], sets: { name: 'Jack' }, movesTo: 'topics' })
  await talk.calls.deleteConversation(talk.scope, talk.id)
  const tables = ['turns', 'text_conversation_messages', 'text_conversation_transitions', 'text_conversation_variables']
  for (const table of tables) {
    const { rows } = await pool.query(`SELECT count(*)::int AS left FROM ${table} WHERE conversation_id = $1`, [
      talk.id,
    ])
    expect(rows, table).toEqual([{ left: 0 }])
  }
  const { rows } = await pool.query('SELECT * FROM deleted_conversation_ids WHERE tenant_id = $1', [talk.tenantId])
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('text_secret')
})

test('what PostgreSQL cannot store is replaced, and the turn is kept', async () => {
  const talk = await startTalk(store)
  const { turnId, outcome } = await talk.hears('a\u0000b', { says: ['c\ud800d'], sets: { name: 'e\u0000f' } })
  expect(outcome).toBe('committed')
  const turn = await talk.calls.getTurn(talk.scope, turnId)
  expect(turn?.messages.map(({ content }) => content)).toEqual(['a\ufffdb', 'c\ufffdd'])
})

test('a state of an older shape is folded again from the log, and kept', async () => {
  const talk = await startTalk(store)
  await talk.hears('I am Jack', { sets: { first_name: 'Jack' }, movesTo: 'topics' })
  const failed = await talk.claimed('what?', { turn: { number: 3 } })
  const events = [{ at: start, type: 'variables-set', nodeId: 'topics', by: 'api', values: { lost: 'yes' } }] as const
  await talk.calls.failTurn(talk.scope, { ...failed, conversationId: talk.id, events, endedAt: start })
  const before = await talk.now()
  const spoil = `UPDATE text_conversations SET state = '{"old": true}', state_version = 0, collected_data = '{}' WHERE id = $1`
  await pool.query(spoil, [talk.id])
  expect((await talk.calls.loadForTurn(talk.scope, { id: talk.id }, null))?.conversation).toEqual(before)
  const { rows } = await pool.query('SELECT state_version, collected_data FROM text_conversations WHERE id = $1', [
    talk.id,
  ])
  expect(rows).toEqual([{ state_version: 1, collected_data: { first_name: 'Jack' } }])
  await pool.query(spoil, [talk.id])
  expect(await talk.now()).toEqual(before)
})

test('a tenant’s HMAC key is not in the database as it is', async () => {
  const { tenantId } = await startTalk(store)
  const key = { id: crypto.randomUUID(), tenantId, name: 'backend', secret: 'hmac-secret', createdAt: start }
  await store.access.addKey({ kind: 'platform' }, key)
  const { rows } = await pool.query('SELECT secret_cipher FROM api_keys WHERE id = $1', [key.id])
  expect(rows).toEqual([{ secret_cipher: 'sealed hmac-secret' }])
})
