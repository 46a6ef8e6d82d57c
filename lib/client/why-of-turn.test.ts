import { expect, test } from 'vitest'
import type { TurnEvent, TurnEventBody, Weighed } from '@/lib/domain/turn-event'
import { whyOfTurn } from './why-of-turn'

const began = 1_000

function at(ms: number, body: TurnEventBody): TurnEvent {
  return { at: began + ms, ...body }
}

const start = at(0, {
  type: 'turn-start',
  turnId: 't1',
  number: 2,
  attempt: 1,
  kind: 'input',
  messageId: 'm1',
  text: null,
  nodeId: 'wait',
  nodeName: 'Wait',
  inputNumber: 1,
})

function weighed(target: string, outcome: Weighed['outcome'], evidence: string | null = null): Weighed {
  return { target, condition: `to ${target}`, priority: 1, outcome, evidence, score: null }
}

function taken(from: string, to: string): TurnEventBody {
  return { type: 'transition-taken', transitionId: 'x', from, fromName: from, to, toName: to, condition: `to ${to}` }
}

test('a transition tells why it fired, and what was looked at beside it', () => {
  const { steps } = whyOfTurn([
    start,
    at(1, {
      type: 'transitions-weighed',
      nodeId: 'wait',
      weighed: [weighed('end', 'false'), weighed('next', 'taken', 'hello'), weighed('last', 'not-reached')],
    }),
    at(1, taken('wait', 'next')),
    at(1, { type: 'node-entered', nodeId: 'next', nodeName: 'Next' }),
  ])
  expect(steps.map(({ kind }) => kind)).toEqual(['at', 'transition'])
  expect(steps[1]).toMatchObject({
    taken: { from: 'wait', to: 'next', evidence: 'hello' },
    notTaken: [{ target: 'end' }, { target: 'last' }],
  })
})

test('where nothing fired, the turn stayed, and every way says why not', () => {
  const none = (nodeId: string): TurnEventBody => ({
    type: 'transitions-weighed',
    nodeId,
    weighed: [weighed('end', 'suppressed', 'needs new input')],
  })
  const { steps } = whyOfTurn([
    start,
    at(1, none('wait')),
    at(2, none('wait')),
    at(3, { type: 'turn-end', stopped: false }),
  ])
  expect(steps.filter(({ kind }) => kind === 'stayed')).toHaveLength(2)
})

test('what was looked at stands where it was looked at, before what was said then', () => {
  const { steps } = whyOfTurn([
    start,
    at(1, { type: 'transitions-weighed', nodeId: 'wait', weighed: [weighed('end', 'false')] }),
    at(2, { type: 'message-end', messageId: 'm2', nodeId: 'wait', source: 'static', stopped: false, length: 3 }),
    at(3, { type: 'turn-end', stopped: false }),
  ])
  expect(steps.map(({ kind }) => kind)).toEqual(['at', 'stayed', 'said'])
})

test('what was understood becomes a row for each variable and one for each set of intents', () => {
  const { steps } = whyOfTurn([
    start,
    at(5, {
      type: 'input-understood',
      nodeId: 'wait',
      understood: {
        variables: [
          {
            name: 'zip',
            value: '30301',
            used: 'found',
            raw: '30301',
            messageId: 'm1',
            method: 'postal',
            confidence: 1,
          },
        ],
        intents: { threshold: 0.5, scores: [{ id: 'book', score: 0.7, evidence: null }] },
        globalIntents: { threshold: 0.5, scores: [] },
      },
    }),
  ])
  expect(steps.map(({ kind }) => kind)).toEqual(['at', 'variable', 'intents'])
})

test('a tool that has not answered has no output yet, one that has is a single row', () => {
  const call = at(1, { type: 'tool-call', nodeId: 'wait', call: { id: 'c', name: 'query', args: { sql: 'select 1' } } })
  const result = at(9, { type: 'tool-result', nodeId: 'wait', callId: 'c', output: '1', isError: false, ms: 8 })
  expect(whyOfTurn([start, call]).steps[1]).toMatchObject({ kind: 'tool', output: null, ms: null })
  expect(whyOfTurn([start, call, result]).steps.slice(1)).toEqual([
    { kind: 'tool', name: 'query', args: { sql: 'select 1' }, output: '1', isError: false, ms: 8, table: null },
  ])
})

test('a query that found rows tells them as they are shown', () => {
  const table = { sql: 'select 1', meaning: 'One', columns: [], rows: [], isCut: true, total: 5 }
  const call = at(1, { type: 'tool-call', nodeId: 'wait', call: { id: 'c', name: 'query', args: {} } })
  const result = at(9, { type: 'tool-result', nodeId: 'wait', callId: 'c', output: '1', isError: false, ms: 8, table })
  expect(whyOfTurn([start, call, result]).steps[1]).toMatchObject({
    kind: 'tool',
    table: { sql: 'select 1', meaning: 'One', columns: [], rows: [], is_cut: true, total: 5 },
  })
})

test('a call that ended at 300 ms and took 200 began at 100; costs add up', () => {
  const model = (end: number, ms: number, cost: number | null) =>
    at(end, {
      type: 'model-call',
      call: {
        ...{ id: 'x', purpose: 'reply', provider: 'openai', model: 'small', inputTokens: 10, outputTokens: 5 },
        ...{ firstTokenMs: 50, ms, cost, retries: 0, error: null },
      },
    })
  const why = whyOfTurn([
    start,
    model(300, 200, 0.25),
    model(450, 100, 0.5),
    at(500, { type: 'turn-end', stopped: false }),
  ])
  expect(why.bars.map(({ startMs, ms }) => [startMs, ms])).toEqual([
    [100, 200],
    [350, 100],
  ])
  expect(why).toMatchObject({ ms: 500, cost: 0.75, inputId: 'm1' })
  expect(whyOfTurn([start, model(300, 200, null)]).cost).toBeNull()
})

test('no events, no rows', () => {
  expect(whyOfTurn([])).toEqual({ steps: [], bars: [], ms: 0, cost: null, inputId: null })
})

test('a form tells what it took from the words, and what it asked next', () => {
  const { steps } = whyOfTurn([
    at(1, {
      type: 'form-changed',
      nodeId: 'form',
      why: 'two fields in one message',
      changes: [
        {
          ...{ kind: 'answered', field: 'email', value: 'ada@example.org', old: null, by: 'visitor' },
          ...{ raw: 'ada@example.org', messageId: 'm1', method: 'pattern', confidence: 1 },
        },
        { kind: 'asked', field: 'phone', counts: true },
      ],
    }),
  ])
  expect(steps).toMatchObject([
    { kind: 'variable', variable: { name: 'email', value: 'ada@example.org', used: 'found', method: 'pattern' } },
    { kind: 'form', moves: [{ kind: 'asked', field: 'phone' }], why: 'two fields in one message' },
  ])
})
