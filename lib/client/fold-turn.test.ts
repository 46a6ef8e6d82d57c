import { expect, test } from 'vitest'
import { foldTurn, idleTurn, type LiveTurn, messagesOf, withTurn } from './fold-turn'
import type { ConversationView, StreamEvent } from './wire'

const at = Date.parse('2026-11-21T08:00:00Z')
const start: StreamEvent = {
  type: 'turn-start',
  at,
  turnId: 't',
  number: 2,
  attempt: 1,
  kind: 'input',
  messageId: 'q',
  text: null,
  nodeId: 'n',
  nodeName: 'Ask',
  inputNumber: 1,
}
const words = (text: string, messageId = 'a'): StreamEvent => ({ type: 'text-delta', at, messageId, text })
const end = (messageId = 'a', stopped = false): StreamEvent => ({
  type: 'message-end',
  at,
  messageId,
  nodeId: 'n',
  source: 'model',
  stopped,
  length: 1,
})
const sources: StreamEvent = {
  type: 'sources-found',
  at,
  nodeId: 'n',
  query: 'metal',
  sources: [{ documentId: 'd', title: 'Metal', place: null, quote: 'No metal.', score: 0.9 }],
  outcome: 'found',
  detail: null,
  ms: 3,
}
const over: StreamEvent = { type: 'turn-end', at, stopped: false }

const sent = foldTurn(idleTurn, { type: 'send', message: { key: 'k', text: 'Metal?', at }, messageId: null })
const folded = (events: StreamEvent[], turn: LiveTurn = sent) =>
  events.reduce((known, event) => foldTurn(known, { type: 'event', event }), turn)

const view: ConversationView = {
  id: 'c',
  agent_id: 'g',
  agent_name: 'Desk',
  title: null,
  status: 'active',
  created_at: '',
  updated_at: '',
  message_count: 0,
  agent_version: 1,
  node: { id: 'n', name: 'Ask' },
  can_debug: false,
  form: null,
  running: { turn_id: 't', place: 't.1.0' },
  messages: [],
}

test('words are joined by message, and the sources found before them are theirs', () => {
  const turn = folded([start, sources, words('No '), words('metal [1].'), end(), words('More?', 'b'), end('b'), over])
  expect(messagesOf(turn)).toMatchObject([
    { id: 'q', role: 'user', content: 'Metal?' },
    { id: 'a', role: 'assistant', content: 'No metal [1].', sources: [{ title: 'Metal', document_id: 'd' }] },
    { id: 'b', content: 'More?' },
  ])
})

const rows: StreamEvent = {
  ...{ type: 'tool-result', at, nodeId: 'n', callId: 'c', output: '', isError: false, ms: 3 },
  table: { sql: null, meaning: 'Your purchases', columns: [], rows: [], isCut: false, total: 0 },
}

test('rows that were read stand below the message that ends next, and the stored conversation keeps them', () => {
  const turn = folded([start, words('I look.'), end(), rows, words('Seven.', 'b'), end('b'), over])
  const tables = [{ sql: null, meaning: 'Your purchases', columns: [], rows: [], is_cut: false, total: 0 }]
  expect(messagesOf(turn)).toMatchObject([{ id: 'q' }, { id: 'a', tables: [] }, { id: 'b', tables }])
  expect(withTurn(view, turn).messages.at(-1)).toMatchObject({ id: 'b', tables })
})

test('only a finished message is announced, and it stays so when the turn is over', () => {
  expect(folded([start, words('Hello')]).heard).toBeNull()
  const turn = foldTurn(folded([start, words('Hello'), end(), over]), { type: 'settle' })
  expect([turn.phase, turn.heard]).toEqual(['idle', { id: 'a', text: 'Hello' }])
})

test('a second attempt starts the answer over', () => {
  const turn = folded([
    start,
    words('Half an ans'),
    { type: 'restart', attempt: 2 },
    start,
    words('Whole.'),
    end(),
    over,
  ])
  expect(messagesOf(turn).map(({ content }) => content)).toEqual(['Metal?', 'Whole.'])
})

test('a failed turn keeps the question and what was said', () => {
  const turn = folded([start, words('Half'), { type: 'turn-error', at, code: 'MODEL_FAILED', message: 'No answer' }])
  expect(turn).toMatchObject({ phase: 'failed', failure: { code: 'MODEL_FAILED' } })
  expect(messagesOf(turn).map(({ content }) => content)).toEqual(['Metal?', 'Half'])
})

test('sending once more keeps the id of a message that the server has, so that it is shown once', () => {
  const failed = folded([start, { type: 'turn-error', at, code: 'X', message: '' }])
  const again = foldTurn(failed, {
    type: 'send',
    message: { key: 'k', text: 'Metal?', at },
    messageId: failed.messageId,
  })
  expect(messagesOf(again).map(({ id }) => id)).toEqual(['q'])
})

test('the stored conversation takes the turn over: each message once, nothing running', () => {
  const turn = folded([
    start,
    words('No.'),
    end(),
    { type: 'conversation-end', at, status: 'completed', reason: 'agent_hangup', detail: null },
    over,
  ])
  const stored = withTurn({ ...view, messages: messagesOf(turn).slice(0, 1) }, turn)
  expect(stored.messages.map(({ id }) => id)).toEqual(['q', 'a'])
  expect([stored.running, stored.status]).toEqual([null, 'completed'])
})

test('where a form stands is out of date once a turn has ended', () => {
  const form: ConversationView['form'] = {
    ...{ form_id: 42, title: 'A form', asking: 'name', confirming: null, fields: [], answers: {}, skipped: [] },
    ...{ progress: { answered: 0, remaining: 1, share: 0 }, is_paused: false, outcome: null, review: false },
  }
  expect(withTurn({ ...view, form }, folded([start])).form).toEqual({ ...form, isPast: true })
  expect(withTurn(view, folded([start])).form).toBeNull()
})

test('what the page does not show changes nothing', () => {
  const turn = folded([start])
  expect(folded([{ type: 'variables-set', at, nodeId: 'n', by: 'api', values: {} }], turn)).toBe(turn)
})
