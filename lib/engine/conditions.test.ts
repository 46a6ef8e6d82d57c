import { describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { JsonObject } from '@/lib/domain/json'
import { flow, says } from '@/test/flow'
import { judge } from './conditions'

// The condition as a configuration has it, parsed as an import would.
function parsed(condition: string) {
  const intents = { book: { description: 'wants to book' }, cancel: { description: 'wants to cancel' } }
  const survey = {
    id: 'survey',
    type: 'retrieve_variable',
    variables: [
      { variable_name: 'age', extraction_prompt: 'age' },
      { variable_name: 'city', extraction_prompt: 'city', default_value: 'unknown' },
    ],
    transitions: [{ condition: 'always', target: 'end' }],
  }
  const workflow = flow([
    says('here', 'Hello', [[condition, 'end']], { intents }),
    survey,
    { id: 'end', name: 'end', type: 'end_call' },
  ])
  const first = workflow.nodes.get('here')?.transitions[0]
  if (!first) throw new Error('no transition')
  return first.condition
}

type Scene = {
  text?: string | null
  fresh?: boolean
  entered?: boolean
  turnsInNode?: number
  silentMs?: number
  variables?: JsonObject
  scores?: [string, number][]
}

function scene({
  text = null,
  fresh = true,
  entered = false,
  turnsInNode = 1,
  silentMs = 0,
  variables = {},
  scores,
}: Scene) {
  const at = 1_700_000_000_000
  const start = { type: 'turn-start', turnId: 't', number: 2, attempt: 1, kind: 'input', messageId: 'm' } as const
  const begun = applyEvent(newConversation('agent@1', 'here', at), {
    at,
    ...start,
    text,
    nodeId: 'here',
    nodeName: 'here',
    inputNumber: 1,
  })
  if (!begun.turn) throw new Error('no turn')
  const intents = scores && { threshold: 0.7, scores: scores.map(([id, score]) => ({ id, score, evidence: null })) }
  const turn: TurnState = {
    ...begun.turn,
    fresh,
    silentMs,
    node: { ...begun.turn.node, entered, intents: intents ?? null },
  }
  const state: ConversationState = { ...begun, variables, turnsInNode, turn }
  return { state, turn }
}

const rows: [condition: string, scene: Scene, holds: boolean | 'unknown' | 'suppressed'][] = [
  ['always', { fresh: false }, true],
  ['skip_response', { fresh: false }, true],
  ['user_responded', { text: 'hello' }, true],
  ['user_responded', { text: '   ' }, false],
  ['user_responded', { text: 'hello', fresh: false }, 'suppressed'],
  ['contains:Refund', { text: 'I want a REFUND now' }, true],
  ['contains:refund', { text: 'I want money' }, false],
  ['contains:refund', { text: 'a refund', fresh: false, entered: true }, true],
  ['contains:refund', { text: null, fresh: false }, false],
  ['max_turns:3', { text: 'x', turnsInNode: 3 }, true],
  ['max_turns:3', { text: 'x', turnsInNode: 2 }, false],
  ['max_turns:3', { text: 'x', turnsInNode: 5, fresh: false }, 'suppressed'],
  ['timeout:5s', { silentMs: 5000 }, true],
  ['timeout:5s', { silentMs: 4999 }, false],
  ['timeout:2.5', { silentMs: 2500 }, true],
  ['timeout:5s', { silentMs: 9000, entered: true }, false],
  ['intent:book', { text: 'x' }, 'unknown'],
  ['intent:book', { text: 'x', fresh: false }, 'suppressed'],
  [
    'intent:book',
    {
      text: 'x',
      scores: [
        ['book', 0.7],
        ['cancel', 0.2],
      ],
    },
    true,
  ],
  [
    'intent:book',
    {
      text: 'x',
      scores: [
        ['book', 0.69],
        ['cancel', 0.2],
      ],
    },
    false,
  ],
  [
    'intent:book',
    {
      text: 'x',
      scores: [
        ['cancel', 0.9],
        ['book', 0.8],
      ],
    },
    false,
  ],
  ['intent:no_match', { text: 'x' }, 'unknown'],
  ['intent:no_match', { text: 'x', scores: [['book', 0.5]] }, true],
  ['intent:no_match', { text: 'x', scores: [['book', 0.9]] }, false],
  ['intent:no_match', { text: 'x', scores: [] }, true],
  ['variables_extracted:a,b', { variables: { a: 'x', b: 0 } }, true],
  ['variables_extracted:a,b', { variables: { a: 'x', b: null } }, false],
  ['variables_extracted:a', { variables: {} }, false],
  ['variables_extracted:toString', { variables: {} }, false],
  ['extraction_failed:a,b', { variables: { a: 'x', b: null } }, true],
  ['extraction_failed:a,b', { variables: { a: 'x', b: 'y' } }, false],
  ['variable_equals:plan=Gold', { variables: { plan: 'gold' } }, true],
  ['variable_equals:plan=Gold', { variables: { plan: 'silver' } }, false],
  ['variable_equals:count=3', { variables: { count: 3 } }, true],
  ['variable_equals:ok=true', { variables: { ok: true } }, true],
  ['variable_equals:note=a=b', { variables: { note: 'A=B' } }, true],
  ['api_success', { variables: { __api_success: true } }, true],
  ['api_success', { variables: {} }, false],
  ['api_failed', { variables: { __api_failed: true } }, true],
  ['api_status:404', { variables: { __api_status_code: 404 } }, true],
  ['api_status:404', { variables: { __api_status_code: 200 } }, false],
  ['api_response_contains:Sold Out', { variables: { __api_response_body: '{"m":"sold out"}' } }, true],
  ['survey_complete', { variables: { age: '40' } }, true],
  ['survey_complete', { variables: { city: 'Rome' } }, false],
]

describe('each condition of the published schema', () => {
  test.each(rows)('%s with %j: %s', (condition, given, holds) => {
    const { state, turn } = scene(given)
    expect(judge(parsed(condition), state, turn).holds).toBe(holds)
  })

  test('a match names the words that matched, as they were written', () => {
    const { state, turn } = scene({ text: 'I want a REFUND now' })
    expect(judge(parsed('contains:refund'), state, turn).evidence).toBe('REFUND')
  })

  test('a losing intent keeps its score and says who won', () => {
    const { state, turn } = scene({
      text: 'x',
      scores: [
        ['cancel', 0.9],
        ['book', 0.8],
      ],
    })
    expect(judge(parsed('intent:book'), state, turn)).toEqual({
      holds: false,
      evidence: 'cancel scored higher',
      score: 0.8,
    })
  })
})
