import { expect, test } from 'vitest'
import { applyEvent, newConversation } from './apply-event'
import type { TurnEvent, TurnEventBody } from './turn-event'
import { visibleEvent } from './visible-event'

const nodeId = 'n'
const secret = 'the-secret'
const read = { messageId: 'm', method: 'x', confidence: 1 }

/** One of every kind, each with something private in it. */
const bodies: { [Type in TurnEventBody['type']]: Extract<TurnEventBody, { type: Type }> } = {
  'turn-start': {
    type: 'turn-start',
    ...{ turnId: 't', number: 1, attempt: 1, kind: 'input', messageId: 'm', text: secret, nodeId, nodeName: 'N' },
    inputNumber: 1,
  },
  'node-entered': { type: 'node-entered', nodeId: 'next', nodeName: 'Next' },
  'action-run': {
    type: 'action-run',
    ...{ nodeId, when: 'entry', action: { kind: 'webhook', url: `http://a/?k=${secret}` } },
    detail: `http://a/?k=${secret}`,
  },
  'text-delta': { type: 'text-delta', messageId: 'm', text: 'Hello' },
  'message-end': { type: 'message-end', messageId: 'm', nodeId, source: 'model', stopped: false, length: 5 },
  'input-understood': {
    type: 'input-understood',
    nodeId,
    understood: {
      variables: [
        { name: '__own', value: secret, used: 'found', raw: secret, messageId: 'm', method: 'x', confidence: 1 },
      ],
      intents: null,
      globalIntents: null,
      form: {
        ...{ act: 'answer', question: null, about: null, unneeded: null },
        values: [{ field: 'ssn', value: secret, raw: secret, ...read, problem: null, isSensitive: true }],
      },
    },
  },
  'variables-set': { type: 'variables-set', nodeId, by: 'api', values: { __own: secret, name: 'Ann' } },
  'transitions-weighed': {
    type: 'transitions-weighed',
    nodeId,
    weighed: [
      {
        target: 'a',
        condition: 'variable_equals:__own=x',
        priority: 1,
        outcome: 'false',
        evidence: secret,
        score: null,
      },
    ],
  },
  'transition-taken': {
    type: 'transition-taken',
    ...{ transitionId: 'i', from: nodeId, fromName: 'N', to: 'next', toName: 'Next', condition: 'always' },
  },
  'tool-call': { type: 'tool-call', nodeId, call: { id: 'c', name: 'look', args: { __own: secret } } },
  'tool-result': { type: 'tool-result', nodeId, callId: 'c', output: 'ok', isError: false, ms: 1 },
  'api-called': {
    type: 'api-called',
    nodeId,
    outcome: { method: 'GET', url: `http://a/b?k=${secret}`, status: 200, ok: true, error: null, attempts: 1, ms: 1 },
  },
  'sources-found': {
    type: 'sources-found',
    ...{ nodeId, query: 'q', sources: [], outcome: 'failed', detail: 'the database is away', ms: 1 },
  },
  'form-changed': {
    type: 'form-changed',
    nodeId,
    changes: [
      { kind: 'confirming', field: 'ssn', value: secret, isSensitive: true },
      {
        kind: 'answered',
        field: 'ssn',
        value: secret,
        old: secret,
        by: 'visitor',
        raw: secret,
        ...read,
        isSensitive: true,
      },
      { kind: 'cleared', field: 'ssn', old: secret, because: null, isSensitive: true },
      { kind: 'asked', field: 'email', counts: true },
    ],
    why: 'email comes next',
  },
  'model-call': {
    type: 'model-call',
    call: {
      ...{ id: 'c', purpose: 'reply', provider: 'p', model: 'm', inputTokens: 1, outputTokens: 1 },
      ...{ firstTokenMs: 1, ms: 1, cost: null, retries: 0, error: null },
    },
  },
  'agent-transferred': {
    type: 'agent-transferred',
    ...{ from: 'a', to: 'other@1', agentId: 'other', agentName: 'Other', initialNode: 'first', keepsHistory: true },
    failure: null,
  },
  'conversation-end': { type: 'conversation-end', status: 'error', reason: 'error_llm', detail: 'why' },
  'turn-end': { type: 'turn-end', stopped: false },
  'turn-error': { type: 'turn-error', code: 'TIMEOUT', message: 'too late' },
}
const events = Object.values(bodies).map((body): TurnEvent => ({ at: 5, ...body }))

const seenBy = (audience: Parameters<typeof visibleEvent>[1]) =>
  events.flatMap((event) => visibleEvent(event, audience) ?? [])

test('a visitor sees what was said and found and where the conversation stands, and none of the why', () => {
  expect(seenBy('visitor').map(({ type }) => type)).toEqual([
    ...['turn-start', 'node-entered', 'text-delta', 'message-end', 'sources-found', 'form-changed'],
    ...['conversation-end', 'turn-end', 'turn-error'],
  ])
  expect(JSON.stringify(seenBy('visitor'))).not.toMatch(/database is away|email comes next/)
})

test('a visitor hears what happened to which field of a form, without a value', () => {
  const answered = { ...bodies['form-changed'], changes: [{ ...read, ...answerOf('Ann') }] }
  const seen = visibleEvent({ at: 5, ...answered }, 'visitor')
  expect(seen).toMatchObject({ changes: [{ kind: 'answered', field: 'name', value: null, raw: null }] })
  expect(visibleEvent({ at: 5, ...answered }, 'debug')).toMatchObject({ changes: [{ value: 'Ann', raw: 'Ann' }] })
})

const answerOf = (value: string) =>
  ({ kind: 'answered', field: 'name', value, old: null, by: 'visitor', raw: value }) as const

test('a visitor sees the rows that were found and what they are, not how they were asked', () => {
  const table = { sql: secret, meaning: 'The total in invoice.', columns: [], rows: [[13]], isCut: false, total: 1 }
  const found = { ...bodies['tool-result'], output: secret, table }
  const seen = visibleEvent({ at: 5, ...found }, 'visitor')
  expect(seen).toMatchObject({ output: '', table: { sql: null, meaning: 'The total in invoice.', rows: [[13]] } })
  expect(visibleEvent({ at: 5, ...found }, 'debug')).toMatchObject({ output: secret, table: { sql: secret } })
})

test('debugging shows all of the why', () => {
  expect(seenBy('debug').map(({ type }) => type)).toEqual(events.map(({ type }) => type))
})

test.each(['visitor', 'debug'] as const)(
  'to %s, neither the server’s own variables nor a query nor a sensitive answer leave',
  (audience) => {
    expect(JSON.stringify(seenBy(audience))).not.toContain(secret)
  },
)

test.each(['visitor', 'debug', 'admin'] as const)('what %s sees folds to the same node and status', (audience) => {
  const folded = (seen: readonly TurnEvent[]) => {
    const { nodeId, status, form } = seen.reduce(applyEvent, newConversation('w@1', 'first', 0))
    return { nodeId, status, asking: form?.asking }
  }
  expect(folded(seenBy(audience))).toEqual(folded(events))
  expect(folded(events)).toEqual({ nodeId: 'next', status: 'error', asking: 'email' })
})
