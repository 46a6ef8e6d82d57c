import { describe, expect, test } from 'vitest'
import type { ConversationState } from '@/lib/domain/conversation'
import type { TurnEventBody, TurnKind } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import { atTurn, enters, found, scored, spoke, takes, understood } from '@/test/at-turn'
import { ends, flow, node, prompts, retrieves, says } from '@/test/flow'
import { planStep } from './plan-step'
import type { Step } from './step'

type Row = [
  rule: string,
  workflow: Workflow,
  turn: [kind: TurnKind, text: string | null],
  events: readonly TurnEventBody[],
  expected: Partial<Step> & { kind: Step['kind'] },
  before?: Partial<ConversationState>,
]

const book = { book: { description: 'wants to book' }, other: { description: 'something else' } }
const emergency = (more = {}) => ({
  global_intents: { emergency: { description: 'an emergency', target_node: 'help', ...more } },
})
const api = (more = {}) => ({ api_call: { url: 'https://api.test/x', ...more } })

function check(rows: readonly Row[]) {
  test.each(rows)('%s', (_, workflow, [kind, text], events, expected, before) => {
    expect(planStep(workflow, atTurn(workflow, kind, text, events, before)).step).toMatchObject(expected)
  })
}

describe('standard: proactive and what moves it on', () => {
  const greet = (proactive: boolean, condition: string) =>
    flow([says('a', 'Hi', [[condition, 'end']], { proactive }), ends()])
  check([
    [
      'an opening enters the initial node',
      greet(true, 'always'),
      ['opening', null],
      [],
      { kind: 'enter', nodeId: 'a' },
    ],
    [
      'proactive speaks on entry',
      greet(true, 'always'),
      ['opening', null],
      [enters('a')],
      { kind: 'say', template: 'Hi' },
    ],
    [
      '… and with `always` moves on at once',
      greet(true, 'always'),
      ['opening', null],
      [enters('a'), spoke('a')],
      { kind: 'take', to: 'end', condition: 'always' },
    ],
    [
      '… and with `user_responded` then waits',
      greet(true, 'user_responded'),
      ['opening', null],
      [enters('a'), spoke('a')],
      { kind: 'settle' },
    ],
    [
      'not proactive is silent on entry and waits',
      greet(false, 'user_responded'),
      ['opening', null],
      [enters('a')],
      { kind: 'settle' },
    ],
    [
      '… with `always` moves on silently',
      greet(false, 'always'),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'end' },
    ],
    [
      '`skip_response` is proactive and `always`',
      greet(false, 'skip_response'),
      ['opening', null],
      [enters('a')],
      { kind: 'say', template: 'Hi' },
    ],
    [
      '… and moves on after it spoke',
      greet(false, 'skip_response'),
      ['opening', null],
      [enters('a'), spoke('a')],
      { kind: 'take', to: 'end', condition: 'skip_response' },
    ],
    [
      'on input transitions are looked at first',
      greet(false, 'user_responded'),
      ['input', 'yes'],
      [],
      { kind: 'take', to: 'end' },
    ],
    [
      'if none fires the node answers',
      greet(false, 'contains:bye'),
      ['input', 'yes'],
      [],
      { kind: 'say', template: 'Hi' },
    ],
    [
      '… and listens without looking again',
      greet(false, 'contains:yes'),
      ['input', 'no'],
      [spoke('a')],
      { kind: 'settle' },
    ],
    [
      'a proactive node answers too when none fires',
      greet(true, 'contains:bye'),
      ['input', 'yes'],
      [],
      { kind: 'say', template: 'Hi' },
    ],
  ])
})

describe('a visitor is always answered', () => {
  const silent = flow([says('a', 'A', [['user_responded', 'b']]), says('b', 'B', [['user_responded', 'end']]), ends()])
  const spoken = flow([
    says('a', 'A', [['user_responded', 'b']]),
    says('b', 'B', [['always', 'c']], { proactive: true }),
    prompts('c', 'C', [['user_responded', 'end']]),
    ends(),
  ])
  check([
    [
      'a node reached with nothing said speaks, proactive or not',
      silent,
      ['input', 'x'],
      takes('a', 'b', 'user_responded'),
      { kind: 'say', template: 'B' },
    ],
    ['… once', silent, ['input', 'x'], [...takes('a', 'b', 'user_responded'), spoke('b')], { kind: 'settle' }],
    [
      'a node with a prompt answers by the model',
      flow([says('a', 'A', [['user_responded', 'c']]), prompts('c', 'C'), ends()]),
      ['input', 'x'],
      takes('a', 'c'),
      { kind: 'reply', prompt: 'C' },
    ],
    [
      'after something was said on the way it listens silently',
      spoken,
      ['input', 'x'],
      [...takes('a', 'b'), spoke('b'), ...takes('b', 'c')],
      { kind: 'settle' },
    ],
    ['in an opening nobody waits for an answer', silent, ['opening', null], [enters('a')], { kind: 'settle' }],
    [
      'a node that said nothing but an empty text does not count as an answer',
      spoken,
      ['input', 'x'],
      [...takes('a', 'b'), spoke('b', 0), ...takes('b', 'c')],
      { kind: 'reply', prompt: 'C' },
    ],
  ])
})

describe('fresh input ends with the first transition', () => {
  const two = (condition: string) =>
    flow([says('a', 'A', [['user_responded', 'b']]), says('b', 'B', [[condition, 'end']], { intents: book }), ends()])
  check([
    [
      'user_responded does not fire twice on one message',
      two('user_responded'),
      ['input', 'x'],
      takes('a', 'b'),
      { kind: 'say', template: 'B' },
    ],
    [
      'intent: is not asked of a message that has moved the conversation',
      two('intent:book'),
      ['input', 'x'],
      takes('a', 'b'),
      { kind: 'say', template: 'B' },
    ],
    ['max_turns: neither', two('max_turns:1'), ['input', 'x'], takes('a', 'b'), { kind: 'say', template: 'B' }],
    [
      'contains: reads the message at any node',
      two('contains:bye'),
      ['input', 'good bye'],
      takes('a', 'b'),
      { kind: 'take', to: 'end', condition: 'contains:bye' },
    ],
    [
      'variables are looked at any node',
      two('variables_extracted:n'),
      ['input', 'x'],
      takes('a', 'b'),
      { kind: 'take', to: 'end' },
      { variables: { n: 1 } },
    ],
  ])
})

describe('order of transitions', () => {
  const order = (rows: [string, string, number?][]) =>
    flow([says('a', 'A', rows), says('b', 'B'), says('c', 'C'), ends()])
  check([
    [
      'lower priority number first',
      order([
        ['always', 'b', 5],
        ['always', 'c', 1],
      ]),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'c' },
    ],
    [
      'ties in the order of the configuration',
      order([
        ['always', 'b', 1],
        ['always', 'c', 1],
      ]),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'b' },
    ],
    [
      'the default priority is 0',
      order([
        ['always', 'b', 1],
        ['always', 'c'],
      ]),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'c' },
    ],
    [
      'negative numbers come before it',
      order([
        ['always', 'b'],
        ['always', 'c', -1],
      ]),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'c' },
    ],
  ])
})

describe('intents', () => {
  const routed = flow([
    says(
      'a',
      'A',
      [
        ['contains:now', 'end'],
        ['intent:book', 'b'],
        ['intent:no_match', 'end'],
      ],
      { intents: book },
    ),
    says('b', 'B'),
    ends(),
  ])
  const late = flow([
    says(
      'a',
      'A',
      [
        ['user_responded', 'b'],
        ['intent:book', 'end'],
      ],
      { intents: book },
    ),
    says('b', 'B'),
    ends(),
  ])
  check([
    [
      'an unknown intent is the reason for one understand call',
      routed,
      ['input', 'x'],
      [],
      { kind: 'understand', intentsOf: routed.nodes.get('a') as never, variables: [] },
    ],
    [
      'none is made where an earlier transition decides',
      routed,
      ['input', 'right now'],
      [],
      { kind: 'take', to: 'end', condition: 'contains:now' },
    ],
    [
      '… also where the intent stands behind it',
      late,
      ['input', 'x'],
      [],
      { kind: 'take', to: 'b', condition: 'user_responded' },
    ],
    [
      'the best at or above the threshold wins',
      routed,
      ['input', 'x'],
      [understood('a', { intents: scored(0.7, { book: 0.7, other: 0.2 }) })],
      { kind: 'take', to: 'b' },
    ],
    [
      'no_match fires below it',
      routed,
      ['input', 'x'],
      [understood('a', { intents: scored(0.7, { book: 0.6, other: 0.2 }) })],
      { kind: 'take', to: 'end', condition: 'intent:no_match' },
    ],
  ])
})

describe('global intents', () => {
  const guarded = (more = {}, config = {}) =>
    flow(
      [
        says('a', 'A', [['user_responded', 'b']]),
        says('b', 'B'),
        says('help', 'Help', [['user_responded', 'help']]),
        ends(),
      ],
      { ...emergency(more), ...config },
    )
  const scores = (emergencyScore: number) => [
    understood('a', { globalIntents: scored(0.75, { emergency: emergencyScore }) }),
  ]
  const two = flow([says('a', 'A'), says('b', 'B'), says('help', 'H'), ends()], {
    global_intents: {
      low: { description: 'l', target_node: 'b', priority: 1 },
      high: { description: 'h', target_node: 'help', priority: 9 },
    },
  })
  check([
    ['are asked before the own transitions', guarded(), ['input', 'x'], [], { kind: 'understand', intentsOf: null }],
    [
      'and win over them',
      guarded(),
      ['input', 'x'],
      scores(0.75),
      { kind: 'take', to: 'help', condition: 'global_intent:emergency' },
    ],
    [
      'below the threshold the own transitions decide',
      guarded(),
      ['input', 'x'],
      scores(0.74),
      { kind: 'take', to: 'b' },
    ],
    [
      'one whose target is the current node is not considered',
      guarded(),
      ['input', 'x'],
      [],
      { kind: 'take', to: 'help', condition: 'user_responded' },
      { nodeId: 'help' },
    ],
    [
      'active_from_nodes limits where',
      guarded({ active_from_nodes: ['b'] }),
      ['input', 'x'],
      [],
      { kind: 'take', to: 'b' },
    ],
    ['excluded_from_nodes too', guarded({ excluded_from_nodes: ['a'] }), ['input', 'x'], [], { kind: 'take', to: 'b' }],
    [
      'switched off they are not asked',
      guarded({}, { global_intent_config: { enabled: false } }),
      ['input', 'x'],
      [],
      { kind: 'take', to: 'b' },
    ],
    ['not without a message', guarded(), ['timer', null], [], { kind: 'settle' }],
    [
      'the higher priority wins over the higher score',
      two,
      ['input', 'x'],
      [understood('a', { globalIntents: scored(0.75, { low: 0.99, high: 0.8 }) })],
      { kind: 'take', to: 'help' },
    ],
    [
      'the higher score where priorities are equal',
      flow([says('a', 'A'), says('b', 'B'), says('c', 'C'), ends()], {
        global_intents: { one: { description: '1', target_node: 'b' }, two: { description: '2', target_node: 'c' } },
      }),
      ['input', 'x'],
      [understood('a', { globalIntents: scored(0.75, { one: 0.8, two: 0.9 }) })],
      { kind: 'take', to: 'c' },
    ],
    [
      'node and global intents are one call',
      flow([says('a', 'A', [['intent:book', 'end']], { intents: book }), says('help', 'H'), ends()], emergency()),
      ['input', 'x'],
      [],
      { kind: 'understand', globalIntents: [{ id: 'emergency' }] as never },
    ],
  ])
})

describe('retrieve_variable', () => {
  const extract = flow([
    says('a', 'A', [['user_responded', 'x']]),
    retrieves(
      'x',
      ['name', 'zip'],
      [
        ['variables_extracted:name,zip', 'b'],
        ['extraction_failed:name,zip', 'a'],
      ],
    ),
    says('b', 'B'),
    ends(),
  ])
  const stuck = flow([
    retrieves(
      'x',
      ['name'],
      [
        ['variables_extracted:name', 'end'],
        ['user_responded', 'never', 9],
      ],
    ),
    says('never', 'N'),
    ends(),
  ])
  check([
    [
      'extracts all its variables in one call',
      extract,
      ['input', 'x'],
      takes('a', 'x'),
      { kind: 'understand', variables: [{ name: 'name' }, { name: 'zip' }] as never },
    ],
    [
      'then moves without new input',
      extract,
      ['input', 'x'],
      [...takes('a', 'x'), understood('x', found({ name: 'Jo', zip: '1' }))],
      { kind: 'take', to: 'b' },
    ],
    [
      'extraction_failed where one is missing',
      extract,
      ['input', 'x'],
      [...takes('a', 'x'), understood('x', found({ name: 'Jo', zip: null }))],
      { kind: 'take', to: 'a' },
    ],
    ['says nothing itself', extract, ['input', 'x'], takes('a', 'x'), { kind: 'understand' }],
    [
      'without a way out it works again on the next input',
      stuck,
      ['input', 'Jo'],
      [],
      { kind: 'understand' },
      { nodeId: 'x' },
    ],
    ['… not on a timer', stuck, ['timer', null], [], { kind: 'settle' }, { nodeId: 'x' }],
    [
      '… and then takes what holds',
      stuck,
      ['input', 'Jo'],
      [understood('x', found({ name: 'Jo' }))],
      { kind: 'take', to: 'end' },
      { nodeId: 'x' },
    ],
  ])
})

describe('api_call', () => {
  const called = (variables: Record<string, boolean | number>): TurnEventBody[] => [
    {
      type: 'api-called',
      nodeId: 'x',
      outcome: { method: 'GET', url: 'https://api.test', status: 200, ok: true, error: null, attempts: 1, ms: 1 },
    },
    { type: 'variables-set', nodeId: 'x', by: 'api', values: variables },
  ]
  const call = (more = {}) =>
    flow([
      node(
        'x',
        'api_call',
        [
          ['api_success', 'b'],
          ['api_failed', 'c'],
        ],
        { ...api(), ...more },
      ),
      says('b', 'B'),
      says('c', 'C'),
      ends(),
    ])
  check([
    [
      'says its static_text first',
      call({ static_text: 'One moment' }),
      ['opening', null],
      [enters('x')],
      { kind: 'say', template: 'One moment' },
    ],
    [
      'then makes the request',
      call({ static_text: 'One moment' }),
      ['opening', null],
      [enters('x'), spoke('x')],
      { kind: 'call-api' },
    ],
    [
      'success moves it',
      call(),
      ['opening', null],
      [enters('x'), ...called({ __api_success: true })],
      { kind: 'take', to: 'b' },
    ],
    [
      'failure moves it',
      call(),
      ['opening', null],
      [enters('x'), ...called({ __api_failed: true })],
      { kind: 'take', to: 'c' },
    ],
    ['with no way out it waits', call(), ['opening', null], [enters('x'), ...called({})], { kind: 'settle' }],
    ['and does not ask again on the next input', call(), ['input', 'x'], [], { kind: 'settle' }, { nodeId: 'x' }],
  ])
})

describe('agent_transfer and end_call', () => {
  const transfer = (more = {}) => flow([node('t', 'agent_transfer', [], { target_agent_id: 'other', ...more }), ends()])
  const failed: TurnEventBody = {
    type: 'agent-transferred',
    from: 'agent@1',
    to: null,
    agentId: 'other',
    agentName: null,
    initialNode: null,
    keepsHistory: false,
    failure: 'unknown agent',
  }
  check([
    [
      'the transfer message is said first',
      transfer({ transfer_message: 'Hold on' }),
      ['opening', null],
      [enters('t')],
      { kind: 'say', template: 'Hold on' },
    ],
    ['then it transfers', transfer(), ['opening', null], [enters('t')], { kind: 'transfer' }],
    [
      'a target that cannot be had ends the conversation',
      transfer(),
      ['opening', null],
      [enters('t'), failed],
      { kind: 'end', status: 'completed', detail: 'unknown agent' },
    ],
    [
      'a fourth transfer ends it',
      transfer(),
      ['opening', null],
      [enters('t')],
      { kind: 'end', status: 'completed', reason: 'error_transfer' },
      { transfers: 3 },
    ],
    ['the third is allowed', transfer(), ['opening', null], [enters('t')], { kind: 'transfer' }, { transfers: 2 }],
    [
      'end_call says its closing words',
      flow([ends('end', { static_text: 'Bye' })]),
      ['opening', null],
      [enters('end')],
      { kind: 'say', template: 'Bye' },
    ],
    [
      '… by the model where it has a prompt',
      flow([ends('end', { system_prompt: 'Say bye' })]),
      ['opening', null],
      [enters('end')],
      { kind: 'reply', prompt: 'Say bye' },
    ],
    [
      '… and completes the conversation',
      flow([ends('end', { static_text: 'Bye' })]),
      ['opening', null],
      [enters('end'), spoke('end')],
      { kind: 'end', status: 'completed', reason: 'agent_hangup' },
    ],
    ['without words at once', flow([ends()]), ['opening', null], [enters('end')], { kind: 'end', status: 'completed' }],
  ])
})

describe('limits', () => {
  const loop = (max: number, end = true) =>
    flow(
      [
        says('a', 'A', [['always', 'b']]),
        says('b', 'B', [['always', 'a']]),
        ...(end ? [ends('bye', { static_text: 'Bye' })] : [ends('z')]),
      ],
      { max_transitions: max },
    )
  const endless = loop(1)
  const without: Workflow = { ...endless, nodes: new Map([...endless.nodes].filter(([id]) => id !== 'bye')) }
  check([
    ['up to max_transitions', loop(2), ['opening', null], [enters('a')], { kind: 'take', to: 'b' }, { transitions: 1 }],
    [
      'past it the conversation is forced to an end_call node',
      loop(2),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'bye', condition: 'max_transitions' },
      { transitions: 2 },
    ],
    [
      'or ends in error where none exists',
      without,
      ['opening', null],
      [enters('a')],
      { kind: 'end', status: 'error', reason: 'error_max_transitions' },
      { transitions: 1 },
    ],
    [
      'a way that leads to an end_call node is its own',
      flow([says('a', 'A', [['always', 'end']]), ends()], { max_transitions: 1 }),
      ['opening', null],
      [enters('a')],
      { kind: 'take', to: 'end', condition: 'always' },
      { transitions: 1 },
    ],
  ])
})

describe('actions', () => {
  const ran = (when: 'entry' | 'exit', kind: 'hangup' | 'log'): TurnEventBody => ({
    type: 'action-run',
    nodeId: 'a',
    when,
    action: kind === 'hangup' ? { kind } : { kind, text: 'x' },
    detail: null,
  })
  const entry = flow([
    says('a', 'A', [['always', 'b']], { proactive: true, actions: { on_entry: ['log:hi', 'hangup'] } }),
    says('b', 'B'),
    ends(),
  ])
  const exit = flow([
    says('a', 'A', [['always', 'b']], { actions: { on_exit: ['hangup:'] } }),
    says('b', 'B', [], { proactive: true }),
    ends(),
  ])
  check([
    [
      'on_entry runs before the node speaks',
      entry,
      ['opening', null],
      [enters('a')],
      { kind: 'run-entry-actions', actions: [{ kind: 'log' }, { kind: 'hangup' }] as never },
    ],
    ['… and once', entry, ['opening', null], [enters('a'), ran('entry', 'log')], { kind: 'say', template: 'A' }],
    [
      'hangup on entry waits for the node’s own words',
      entry,
      ['opening', null],
      [enters('a'), ran('entry', 'hangup')],
      { kind: 'say', template: 'A' },
    ],
    [
      '… and then ends the conversation',
      entry,
      ['opening', null],
      [enters('a'), ran('entry', 'hangup'), spoke('a')],
      { kind: 'end', status: 'completed', reason: 'agent_hangup' },
    ],
    [
      'on_exit goes with the transition',
      exit,
      ['opening', null],
      [enters('a')],
      { kind: 'take', exitActions: [{ kind: 'hangup' }] as never },
    ],
    [
      'hangup on exit ends it after the transition',
      exit,
      ['opening', null],
      [enters('a'), ran('exit', 'hangup'), ...takes('a', 'b')],
      { kind: 'end', status: 'completed' },
    ],
    ['a turn that begins in the node runs no entry actions', entry, ['input', 'x'], [], { kind: 'take', to: 'b' }],
  ])
})

describe('timers', () => {
  const waits = flow([
    says('a', 'A', [
      ['timeout:5s', 'b'],
      ['user_responded', 'end'],
    ]),
    says('b', 'Still there?', [['user_responded', 'end']], { proactive: true }),
    ends(),
  ])
  test('a due timeout moves the conversation without input', () => {
    const state = atTurn(waits, 'timer', null, [], {}, 1_700_000_005_000)
    expect(planStep(waits, state).step).toMatchObject({ kind: 'take', to: 'b', condition: 'timeout:5s' })
  })
  test('the node it comes to speaks, where proactive', () => {
    const state = atTurn(waits, 'timer', null, takes('a', 'b'), {}, 1_700_000_005_000)
    expect(planStep(waits, state).step).toMatchObject({ kind: 'say', template: 'Still there?' })
  })
  test('a timer that finds nothing due changes nothing', () => {
    expect(planStep(waits, atTurn(waits, 'timer', null)).step).toEqual({ kind: 'settle' })
  })
})

describe('the why', () => {
  const workflow = flow(
    [
      says('a', 'A', [
        ['contains:one', 'b'],
        ['contains:two', 'c'],
        ['user_responded', 'end'],
      ]),
      says('b', 'B'),
      says('c', 'C'),
      ends(),
    ],
    { global_intents: { sos: { description: 's', target_node: 'b', excluded_from_nodes: ['a'] } } },
  )
  test('every transition looked at keeps its outcome and evidence', () => {
    const { weighed } = planStep(workflow, atTurn(workflow, 'input', 'number TWO please'))
    expect(weighed.map(({ condition, outcome, evidence }) => [condition, outcome, evidence])).toEqual([
      ['global_intent:sos', 'suppressed', 'excluded from this node'],
      ['contains:one', 'false', null],
      ['contains:two', 'taken', 'TWO'],
      ['user_responded', 'not-reached', null],
    ])
  })
  test('what needs new input is suppressed and says so', () => {
    const { weighed } = planStep(workflow, atTurn(workflow, 'opening', null, [enters('a')]))
    expect(weighed.at(-1)).toMatchObject({
      condition: 'user_responded',
      outcome: 'suppressed',
      evidence: 'needs new input in this node',
    })
  })
})
