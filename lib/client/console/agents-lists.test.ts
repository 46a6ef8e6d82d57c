import { describe, expect, test } from 'vitest'
import type { AgentDocument } from './agent-document'
import type { AgentRow } from './agents-wire'
import { compareDrafts } from './compare-drafts'
import { defaultCondition } from './default-condition'
import { filterAgents } from './filter-agents'
import { findNodes } from './find-nodes'
import { nodeSummary } from './node-summary'
import { readImport } from './read-import'

const agent = (name: string, more: Partial<AgentRow> = {}): AgentRow => ({
  ...{ agent_id: name, slug: name.toLowerCase(), kind: 'workflow', name, active_version: 1, versions: 1 },
  ...{ updated_at: '2026-01-01T00:00:00.000Z', draft: null, week: { conversations: 0, completed: 0 } },
  ...more,
})

describe('the list of agents', () => {
  const draft = { based_on: 1, revision: 1, updated_at: '', updated_by: '' }
  const agents = [
    agent('Desk', { draft }),
    agent('Survey', { kind: 'form' }),
    agent('New', { active_version: null, draft }),
  ]
  test.each([
    [{}, ['Desk', 'Survey', 'New']],
    [{ search: ' SUR ' }, ['Survey']],
    [{ kind: 'form' }, ['Survey']],
    [{ state: 'draft' }, ['Desk', 'New']],
    [{ state: 'live', kind: 'workflow' }, ['Desk']],
    [{ state: 'unpublished' }, ['New']],
    [{ state: 'whatever' }, ['Desk', 'Survey', 'New']],
    [{ search: 'nothing' }, []],
  ])('by %j', (filters, names) => {
    const found = filterAgents(agents, { search: '', kind: '', state: '', ...filters })
    expect(found.map(({ name }) => name)).toEqual(names)
  })
})

test.each([
  [{ id: 'a', static_text: 'Hello\n  there' }, '“Hello there”'],
  [{ id: 'a', system_prompt: 'Ask kindly.' }, 'Ask kindly.'],
  [{ id: 'a' }, 'says nothing yet'],
  [
    { id: 'a', type: 'retrieve_variable', variables: [{ variable_name: 'zip' }, { variable_name: 'age' }] },
    'finds zip, age',
  ],
  [{ id: 'a', type: 'retrieve_variable', variable_name: 'zip' }, 'finds zip'],
  [{ id: 'a', type: 'api_call', api_call: { url: 'https://x.test/a' } }, 'GET https://x.test/a'],
  [{ id: 'a', type: 'agent_transfer', target_agent_id: 'sales' }, 'to sales'],
  [{ id: 'a', type: 'collect', fields: [{ id: 'mail', label: 'E-mail' }, { id: 'zip' }] }, 'asks E-mail, zip'],
  [{ id: 'a', type: 'end_call' }, 'ends the conversation'],
  [{ id: 'a', type: 'unheard_of' }, 'unheard_of'],
])('%j says on its card: %s', (node, summary) => {
  expect(nodeSummary(node)).toBe(summary)
})

test('nodes are found by name first, then by anything they hold; all words must occur', () => {
  const document: AgentDocument = {
    workflow: {
      nodes: [
        { id: 'a', name: 'Opening', static_text: 'Our hours are long.' },
        { id: 'hours', name: 'Times' },
        { id: 'c', name: 'Hours' },
      ],
    },
  }
  const found = (search: string) => findNodes(document, search).map(({ id }) => id)
  expect(found('hours')).toEqual(['c', 'hours', 'a'])
  expect(found('long opening')).toEqual(['a'])
  expect([found(' '), found('nowhere')]).toEqual([[], []])
})

test.each([
  ['standard', [], 'user_responded'],
  ['standard', ['user_responded'], 'always'],
  ['api_call', [], 'api_success'],
  ['api_call', ['api_success'], 'api_failed'],
  ['retrieve_variable', [], 'always'],
  ['collect', [], 'form_complete'],
])('a new way out of a node of type %s with %j begins as %s', (type, conditions, expected) => {
  const transitions = conditions.map((condition) => ({ condition, target: 'x' }))
  expect(defaultCondition({ id: 'a', type, transitions })).toBe(expected)
})

test('two drafts are told apart by their nodes and by what stands outside them', () => {
  const mine: AgentDocument = {
    workflow: {
      nodes: [
        { id: 'a', name: 'A' },
        { id: 'b', name: 'B' },
      ],
      layout: { a: [0, 0] },
    },
  }
  const theirs: AgentDocument = {
    workflow: {
      nodes: [
        { id: 'a', name: 'Z' },
        { id: 'c', name: 'C' },
      ],
    },
  }
  expect(compareDrafts(mine, theirs)).toEqual({ added: ['B'], removed: ['C'], changed: ['A'], isElsewhere: false })
  expect(compareDrafts(mine, { ...mine, agent: { name: 'New' } }).isElsewhere).toBe(true)
})

test.each([
  ['{"agent":{},"workflow":{}}', 'agent'],
  ['{"assistant":{}}', 'agent'],
  ['{"config_json":{"agent":{},"workflow":{}},"version":3}', 'agent'],
  ['{"form":{}}', 'form'],
  ['{"a":1}', 'other'],
  ['[]', 'other'],
  ['{', 'no-json'],
])('%s is taken for: %s', (text, kind) => {
  expect(readImport(text).kind).toBe(kind)
})
