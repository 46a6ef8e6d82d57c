import { describe, expect, test } from 'vitest'
import { compileWorkflow } from './compile-workflow'
import booking from './fixtures/booking.json'
import frontDesk from './fixtures/front-desk.json'
import survey from './fixtures/survey.json'
import type { Capabilities } from './lint/lint-needs'
import { lintWorkflow } from './lint-workflow'
import { parseAgentDocument } from './parse-agent-document'

const everything: Capabilities = {
  hasModel: true,
  providers: ['main-llm', 'small-llm'],
  customActions: ['notify_team'],
}

function lint(document: unknown, capabilities = everything): string[] {
  const parsed = parseAgentDocument(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const workflow = compileWorkflow(parsed.config, { agentId: 'a', version: 1 })
  return lintWorkflow(workflow, capabilities).map(({ code, path, message }) => `${code} ${path}: ${message}`)
}

const end = { id: 'end', type: 'end_call', static_text: 'Bye' }
const to = (condition: string, target = 'end') => ({ condition, target })
const talk = (transitions: object[], more: object = {}) => ({ id: 'talk', static_text: 'Hi', transitions, ...more })
const retrieve = (id: string, transitions: object[]) => ({
  ...{ id, type: 'retrieve_variable', transitions },
  variables: [{ variable_name: 'x', extraction_prompt: 'x' }],
})

function workflowOf(nodes: object[], settings: object = {}) {
  return { agent: { id: 'a', name: 'A' }, workflow: { initial_node: 'talk', nodes, ...settings } }
}

describe('a workflow as it should be', () => {
  test.each([
    ['front desk', frontDesk],
    ['survey', survey],
    ['booking', booking],
    [
      'asking again until it is known',
      workflowOf([
        talk([to('user_responded', 'read')], { proactive: true }),
        retrieve('read', [to('extraction_failed:x', 'talk'), to('variables_extracted:x')]),
        end,
      ]),
    ],
    [
      'a data agent that stays',
      workflowOf([{ id: 'talk', type: 'assist', system_prompt: 'Help', transitions: [to('contains:bye')] }, end]),
    ],
  ])('%s: nothing is warned of', (_, document) => {
    expect(lint(document)).toEqual([])
  })
})

const rows: [string, unknown, string][] = [
  [
    'a node nobody comes to',
    workflowOf([talk([to('user_responded')]), { ...talk([to('always')]), id: 'lost' }, end]),
    'unreachable workflow.nodes[1] (lost)',
  ],
  [
    'a node behind a transition that never fires',
    workflowOf([talk([to('always'), to('always', 'lost')]), { ...talk([to('user_responded')]), id: 'lost' }, end]),
    'unreachable workflow.nodes[1] (lost)',
  ],
  [
    'a node without transitions',
    workflowOf([talk([]), end]),
    'no-way-out workflow.nodes[0] (talk): no transition leads out',
  ],
  [
    'nodes that only lead to one another',
    workflowOf([talk([to('user_responded', 'b')]), { ...talk([to('user_responded', 'talk')]), id: 'b' }, end]),
    'no-way-out workflow.nodes[0] (talk): no path leads from "talk", "b"',
  ],
  [
    'an always cycle',
    workflowOf([talk([to('always', 'b')]), { ...talk([to('always', 'talk')]), id: 'b' }, end]),
    'loop-without-input workflow.nodes[0] (talk): the conversation can circle here without waiting for the visitor: "talk", "b"',
  ],
  [
    'an api_call that repeats itself on failure',
    workflowOf([
      talk([to('user_responded', 'call')]),
      {
        id: 'call',
        type: 'api_call',
        static_text: 'One moment',
        api_call: { url: 'x' },
        transitions: [to('api_success'), to('api_failed', 'call')],
      },
      end,
    ]),
    'loop-without-input workflow.nodes[1] (call)',
  ],
  [
    'a contains behind a shorter one',
    workflowOf([talk([to('contains:No'), to('contains:not now')]), end]),
    'contains-shadowed workflow.nodes[0] (talk).transitions: "contains:not now"',
  ],
  [
    'a transition after always',
    workflowOf([talk([to('always'), to('contains:x')]), end]),
    '"contains:x" never fires: "always" before it always fires',
  ],
  [
    'a transition after both outcomes of an extraction',
    workflowOf([
      talk([to('user_responded', 'read')]),
      retrieve('read', [to('variables_extracted:x'), to('extraction_failed:x', 'talk'), to('variable_equals:x=1')]),
      end,
    ]),
    '"variable_equals:x=1" never fires: one of "variables_extracted:x" and "extraction_failed:x"',
  ],
  [
    'an intent after user_responded',
    workflowOf([talk([to('user_responded'), to('max_turns:2')]), end]),
    '"max_turns:2" never fires: "user_responded" before it takes every message',
  ],
  [
    'waiting in a node that moves on',
    workflowOf([talk([to('user_responded', 'talk'), to('always')]), end]),
    '"user_responded" never fires: the node moves on at once',
  ],
  [
    'the same condition twice',
    workflowOf([talk([to('contains:a'), to('contains:a', 'talk')]), end]),
    'never fires: the same condition stands before it',
  ],
  [
    'transitions of an end_call',
    workflowOf([talk([to('user_responded')]), { ...end, transitions: [to('always', 'talk')] }]),
    'never-taken workflow.nodes[1] (end).transitions: "always" never fires: an end_call',
  ],
  [
    'a template with a variable nobody sets',
    workflowOf([talk([to('user_responded')], { static_text: 'Hi {{ who }}' }), end]),
    'variable-never-set workflow.nodes[0] (talk): "who" is read',
  ],
  [
    'a template that comes before its variable',
    workflowOf([
      talk([to('user_responded', 'read')], { static_text: 'Hi {{x}}' }),
      retrieve('read', [to('always')]),
      end,
    ]),
    'variable-read-early workflow.nodes[0] (talk): "x" is read before "read" can have set it',
  ],
  [
    'variable_equals on what nobody sets',
    workflowOf([talk([to('variable_equals:plan=a'), to('user_responded')]), end]),
    'variable-never-set workflow.nodes[0] (talk): "plan"',
  ],
  [
    'variables_extracted on what nobody sets',
    workflowOf([talk([to('variables_extracted:plan')]), end]),
    'variable-never-set workflow.nodes[0] (talk): "plan"',
  ],
  [
    'extraction_failed on what nobody sets',
    workflowOf([talk([to('extraction_failed:plan')]), end]),
    'variable-never-set workflow.nodes[0] (talk): "plan"',
  ],
  [
    'api_success without an api_call',
    workflowOf([talk([to('api_success'), to('user_responded')]), end]),
    'variable-never-set workflow.nodes[0] (talk): "__api_success"',
  ],
  [
    'a global prompt with a variable nobody sets',
    workflowOf([talk([to('user_responded')]), end], { global_prompt: 'For {{firm}}' }),
    'variable-never-set workflow.global_prompt: "firm"',
  ],
  [
    'an end without a last word',
    workflowOf([talk([to('user_responded')]), { id: 'end', type: 'end_call' }]),
    'silent-arrival workflow.nodes[1] (end)',
  ],
  [
    'an extraction that may stay',
    workflowOf([talk([to('user_responded', 'read')]), retrieve('read', [to('variables_extracted:x')]), end]),
    'silent-arrival workflow.nodes[1] (read)',
  ],
  [
    'an unknown provider',
    workflowOf([talk([to('user_responded')]), end], { llm: { provider_id: 'elsewhere' } }),
    'unknown-provider workflow.llm.provider_id: the provider "elsewhere"',
  ],
  [
    'an unknown action',
    workflowOf([talk([to('user_responded')], { actions: { on_exit: ['custom:dance'] } }), end]),
    'unknown-action workflow.nodes[0] (talk).actions.on_exit: the action "dance"',
  ],
  [
    'an intent with two examples',
    workflowOf([talk([to('intent:a')], { intents: { a: { description: 'd', examples: ['1', '2'] } } }), end]),
    'few-examples workflow.nodes[0] (talk).intents.a: has two examples',
  ],
  [
    'a global intent without examples',
    workflowOf([talk([to('user_responded')]), end], {
      global_intents: { a: { description: 'd', target_node: 'end' } },
    }),
    'few-examples workflow.global_intents.a: has no examples',
  ],
]

describe('a workflow that will surprise its author', () => {
  test.each(rows)('%s is warned of', (_, document, expected) => {
    expect(lint(document)).toContainEqual(expect.stringContaining(expected))
  })

  test('an end reached through a node that speaks is not silent', () => {
    const bye = { ...talk([to('always')]), id: 'bye', proactive: true }
    expect(lint(workflowOf([talk([to('user_responded', 'bye')]), bye, { id: 'end', type: 'end_call' }]))).toEqual([])
  })

  test('a node that only a global intent leads to is reachable, and one that only it leaves has a way out', () => {
    const help = { description: 'd', examples: ['1', '2', '3'], target_node: 'end' }
    expect(lint(workflowOf([talk([]), end], { global_intents: { help } }))).toEqual([])
    expect(
      lint(workflowOf([talk([]), end], { global_intents: { help }, global_intent_config: { enabled: false } })),
    ).not.toEqual([])
  })

  test('a node that searches where no base is named, or one that is not there, is warned of', () => {
    const asks = (rag: object) => ({ id: 'talk', system_prompt: 'Talk', transitions: [to('user_responded')], rag })
    const known = { ...everything, knowledgeBases: ['leaflets'] }
    const linted = (rag: object, more: object = {}) => lint(workflowOf([asks(rag), end], more), known)
    expect(linted({ enabled: true })).toEqual([expect.stringContaining('no-knowledge workflow.nodes[0] (talk).rag')])
    expect(linted({ enabled: true, knowledge_base: 'atlas' })).toEqual([
      expect.stringContaining('there is no knowledge base "atlas"'),
    ])
    expect(linted({ enabled: true }, { rag: { enabled: true, config_id: 'atlas' } })).toEqual([
      expect.stringContaining('unknown-knowledge workflow.rag.config_id'),
    ])
    expect(linted({ enabled: true }, { rag: { enabled: true, config_id: 'leaflets' } })).toEqual([])
    expect(linted({ enabled: false })).toEqual([])
  })

  test('without a model, a named provider that is set up serves as well', () => {
    const prompt = { id: 'talk', system_prompt: 'Talk', transitions: [to('user_responded')] }
    const without = { ...everything, hasModel: false }
    expect(lint(workflowOf([prompt, end], { llm: { provider_id: 'main-llm' } }), without)).toEqual([])
  })

  test('a model that is switched off is none, and its provider is not missed', () => {
    const prompt = { id: 'talk', system_prompt: 'Talk', transitions: [to('user_responded')] }
    const off = { llm: { enabled: false, provider_id: 'unknown' } }
    expect(lint(workflowOf([prompt, end], off), everything)).toEqual([
      expect.stringMatching(/needs-model workflow.nodes\[0\] \(talk\).*switched off/),
    ])
  })

  test('without a model, a prompt without fallback_text is warned of; with one, or with the text, it is not', () => {
    const without = { ...everything, hasModel: false }
    const prompt = { id: 'talk', system_prompt: 'Talk', transitions: [to('user_responded')] }
    expect(lint(workflowOf([prompt, end]), without)).toEqual([
      expect.stringContaining('needs-model workflow.nodes[0] (talk)'),
    ])
    expect(lint(workflowOf([{ ...prompt, fallback_text: 'Hello' }, end]), without)).toEqual([])
    expect(lint(workflowOf([prompt, end]))).toEqual([])
  })
})
