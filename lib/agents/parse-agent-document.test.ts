import { describe, expect, test } from 'vitest'
import booking from './fixtures/booking.json'
import frontDesk from './fixtures/front-desk.json'
import survey from './fixtures/survey.json'
import transferSales from './fixtures/transfer-sales.json'
import transferSupport from './fixtures/transfer-support.json'
import { parseAgentDocument } from './parse-agent-document'

type Fields = Record<string, unknown>

const agent = { id: 'a', name: 'A' }
const talk = { id: 'talk', static_text: 'Hi', transitions: [{ condition: 'user_responded', target: 'end' }] }
const end = { id: 'end', type: 'end_call' }

function documentOf(nodes: unknown[], workflow: Fields = {}): unknown {
  return { agent, workflow: { initial_node: 'talk', nodes, ...workflow } }
}

function problemsOf(value: unknown): string[] {
  const parsed = parseAgentDocument(value)
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`)
}

const withNode = (node: Fields) => documentOf([talk, node, end])
const withTalk = (change: Fields) => documentOf([{ ...talk, ...change }, end])
const leadsOn = (condition: string, node: Fields = talk) =>
  documentOf([talk, { ...node, id: 'n', transitions: [{ condition, target: 'end' }] }, end])
const call = (change: Fields) =>
  withNode({ id: 'n', type: 'api_call', api_call: { url: 'https://a.example', ...change } })

describe('a valid configuration', () => {
  test.each([
    ['front desk', frontDesk],
    ['survey', survey],
    ['booking', booking],
    ['transfer, one side', transferSales],
    ['transfer, other side', transferSupport],
    ['smallest', documentOf([talk, end])],
  ])('%s is accepted', (_, document) => {
    expect(problemsOf(document)).toEqual([])
  })

  test('keeps keys that nobody knows, at every level', () => {
    const node = { ...talk, color: 'blue', transitions: [{ condition: 'always', target: 'end', note: 1 }] }
    const parsed = parseAgentDocument({ ...Object(documentOf([node, end], { tts: { speed: 2 } })), extra: true })
    expect(parsed).toMatchObject({
      ok: true,
      config: { workflow: { tts: { speed: 2 }, nodes: [{ color: 'blue', transitions: [{ note: 1 }] }, {}] } },
    })
  })

  test('takes null for any field that may be left out', () => {
    const nulls = { proactive: null, actions: null, system_prompt: null, rag: null, intents: null, llm_override: null }
    expect(
      problemsOf(documentOf([{ ...talk, ...nulls }, end], { llm: null, global_intents: null, webhook: null })),
    ).toEqual([])
  })

  test('may use assist nodes and a fallback_text on any node', () => {
    const assist = {
      id: 'n',
      type: 'assist',
      system_prompt: 'Help',
      tools: [{ name: 't', description: 'd' }],
      fallback_text: 'x',
    }
    expect(problemsOf(documentOf([talk, assist, { ...end, fallback_text: 'x' }]))).toEqual([])
  })
})

const intent = { description: 'wants it' }
const webhook = { enabled: true, url: 'https://a.example' }

const wrong: [string, unknown, string][] = [
  ['no agent', { workflow: {} }, 'agent: is required'],
  ['not an object', 7, '(document): must be an object'],
  ['an id with blanks', { agent: { id: 'a b', name: 'A' } }, 'agent.id: must be a UUID'],
  ['no name', { agent: { id: 'a' } }, 'agent.name: is required'],
  ['no initial node', documentOf([talk, end], { initial_node: undefined }), 'workflow.initial_node: is required'],
  [
    'an unknown initial node',
    documentOf([talk, end], { initial_node: 'x' }),
    'workflow.initial_node: there is no node "x"',
  ],
  ['no nodes', documentOf([], { nodes: undefined }), 'workflow.nodes: is required'],
  ['no end_call', documentOf([talk]), 'workflow.nodes: at least one node must be of type end_call'],
  [
    'an id used twice',
    documentOf([talk, end, talk]),
    'workflow.nodes[2] (talk).id: "talk" is already the id of nodes[0]',
  ],
  ['a node without an id', documentOf([talk, end, { static_text: 'x' }]), 'workflow.nodes[2].id: is required'],
  [
    'an unknown node type',
    withNode({ id: 'n', type: 'dance' }),
    'workflow.nodes[1] (n).type: unknown node type "dance"',
  ],
  [
    'an unknown target',
    withTalk({ transitions: [{ condition: 'always', target: 'nowhere' }] }),
    'workflow.nodes[0] (talk).transitions[0].target: there is no node "nowhere"',
  ],
  [
    'both kinds of words',
    withTalk({ system_prompt: 'x' }),
    'workflow.nodes[0] (talk): a standard node needs exactly one of',
  ],
  ['no words', withTalk({ static_text: ' ' }), 'system_prompt and static_text, and has neither'],
  ['an unknown condition', leadsOn('someday'), 'nodes[1] (n).transitions[0].condition: unknown condition "someday"'],
  ['an undeclared intent', leadsOn('intent:buy'), '.condition: the node declares no intent "buy"'],
  [
    'an intent outside a standard node',
    leadsOn('intent:buy', { type: 'assist', system_prompt: 'x' }),
    'only standard nodes have intents',
  ],
  ['no variables', withNode({ id: 'n', type: 'retrieve_variable' }), '(n).variables: a retrieve_variable node needs'],
  [
    'empty variables',
    withNode({ id: 'n', type: 'retrieve_variable', variables: [] }),
    '(n).variables: a retrieve_variable',
  ],
  [
    'the single form without a prompt',
    withNode({ id: 'n', type: 'retrieve_variable', variable_name: 'x' }),
    '(n).extraction_prompt: is required with variable_name',
  ],
  [
    "a variable that is the server's",
    withNode({ id: 'n', type: 'retrieve_variable', variable_name: '__x', extraction_prompt: 'x' }),
    '(n).variable_name: must not start with "__"',
  ],
  ['an api_call without a url', withNode({ id: 'n', type: 'api_call', api_call: {} }), '(n).api_call.url: is required'],
  ['an api_call without settings', withNode({ id: 'n', type: 'api_call' }), '(n).api_call: is required'],
  ['an unknown method', call({ method: 'TRACE' }), 'api_call.method: must be one of GET, POST, PUT, PATCH, DELETE'],
  ['a call of over 120 seconds', call({ timeout_seconds: 121 }), 'api_call.timeout_seconds: must be at most 120'],
  [
    'an answer over 50 KB',
    call({ response_size_limit_bytes: 60_000 }),
    'response_size_limit_bytes: must be at most 51200',
  ],
  ['a transfer to nobody', withNode({ id: 'n', type: 'agent_transfer' }), '(n).target_agent_id: is required'],
  [
    'a node threshold over 1',
    withTalk({ intent_config: { confidence_threshold: 1.1 } }),
    'confidence_threshold: must be at most 1',
  ],
  [
    'a global threshold under 0',
    documentOf([talk, end], { global_intent_config: { confidence_threshold: -0.1 } }),
    'workflow.global_intent_config.confidence_threshold: must be at least 0',
  ],
  [
    'a temperature over 2',
    documentOf([talk, end], { llm: { temperature: 2.1 } }),
    'workflow.llm.temperature: must be at most 2',
  ],
  ['an unknown tier', documentOf([talk, end], { llm: { service_tier: 'gold' } }), 'must be one of auto, default, flex'],
  ['top_k over 50', withTalk({ rag: { enabled: true, top_k: 51 } }), '(talk).rag.top_k: must be at most 50'],
  [
    'an unknown search mode',
    withTalk({ rag: { search_mode: 'magic' } }),
    'rag.search_mode: must be one of vector, fts, hybrid',
  ],
  ['an intent without description', withTalk({ intents: { buy: {} } }), '(talk).intents.buy.description: is required'],
  [
    'a global intent to nowhere',
    documentOf([talk, end], { global_intents: { help: { ...intent, target_node: 'x' } } }),
    'workflow.global_intents.help.target_node: there is no node "x"',
  ],
  [
    'a global intent active nowhere known',
    documentOf([talk, end], { global_intents: { help: { ...intent, target_node: 'end', active_from_nodes: ['x'] } } }),
    'workflow.global_intents.help.active_from_nodes[0]: there is no node "x"',
  ],
  [
    'a global intent excluded from nowhere known',
    documentOf([talk, end], {
      global_intents: { help: { ...intent, target_node: 'end', excluded_from_nodes: ['x'] } },
    }),
    'workflow.global_intents.help.excluded_from_nodes[0]: there is no node "x"',
  ],
  [
    'an enabled webhook without url',
    documentOf([talk, end], { webhook: { enabled: true } }),
    'workflow.webhook.url: is required',
  ],
  [
    'hmac without a secret',
    documentOf([talk, end], { webhook: { ...webhook, auth: { type: 'hmac' } } }),
    'workflow.webhook.auth.secret: is required for hmac',
  ],
  [
    'an unknown webhook event',
    documentOf([talk, end], { webhook: { ...webhook, events: ['x'] } }),
    'webhook.events[0]: must be one of',
  ],
  [
    'a negative history window',
    documentOf([talk, end], { history_window: -1 }),
    'workflow.history_window: must be at least 0',
  ],
  [
    'text for a number',
    documentOf([talk, end], { max_transitions: '9' }),
    'workflow.max_transitions: must be a number',
  ],
  ['an action that is a number', withTalk({ actions: { on_entry: [5] } }), 'actions.on_entry[0]: must be text such as'],
]

describe('a configuration that is wrong', () => {
  test.each(wrong)('%s: is told where and what', (_, document, expected) => {
    expect(problemsOf(document)).toContainEqual(expect.stringContaining(expected))
  })

  test('all problems are told at once, shapes and references alike', () => {
    const nodes = [
      {
        id: 'talk',
        proactive: 'yes',
        transitions: [
          { condition: 'hm', target: 'x' },
          { condition: 5, target: 'y' },
        ],
      },
      'not a node',
    ]
    const problems = problemsOf({ agent: { id: '', name: '' }, workflow: { initial_node: 'start', nodes } })
    for (const part of [
      'agent.id: must be',
      'agent.name: must not be empty',
      'workflow.initial_node: there is no node "start"',
      'at least one node must be of type end_call',
      'nodes[0] (talk).proactive: must be true or false',
      'nodes[0] (talk): a standard node needs exactly one',
      'transitions[0].condition: unknown condition "hm"',
      'transitions[0].target: there is no node "x"',
      'transitions[1].condition: must be text',
      'transitions[1].target: there is no node "y"',
      'nodes[1]: must be an object',
    ])
      expect(problems).toContainEqual(expect.stringContaining(part))
    expect(problems).toHaveLength(11)
  })
})
