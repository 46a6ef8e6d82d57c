import { describe, expect, test } from 'vitest'
import contactForm from '@/prisma/seed/contact-form.json'
import { compileWorkflow } from './compile-workflow'
import type { Capabilities } from './lint/lint-needs'
import { lintForm } from './lint-form'
import { lintWorkflow } from './lint-workflow'
import { parseAgentDocument } from './parse-agent-document'
import { parseFormDocument } from './parse-form-document'

const bare: Capabilities = { hasModel: false, providers: [], customActions: [], knowledgeBases: [] }
const email = { id: 'email', type: 'email', question: 'Email?' }

function lint(document: unknown, capabilities = bare): string[] {
  const parsed = parseFormDocument(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return lintForm(parsed.config, parsed.fieldsAt, capabilities)
}

const lintField = (more: object, capabilities = bare) =>
  lint({ form: { name: 'F', fields: [{ ...email, ...more }] } }, capabilities)

test('the demo form is warned of nothing', () => {
  expect(lint(contactForm)).toEqual([])
})

describe('a form is warned of', () => {
  test.each<[string, object, string]>([
    [
      'a condition in words',
      { condition: 'if in doubt' },
      'condition: "if in doubt": no model is configured to judge it, so the field is asked',
    ],
    [
      'a rule in words',
      { validation: { rule: 'a work address' } },
      'validation: "a work address": no model is configured to judge it',
    ],
    [
      'a required field that is passed over',
      { required: true, when_used_up: 'skip' },
      'when_used_up: is required, and yet passed over when it cannot be read',
    ],
    [
      'an optional field that ends the form',
      { required: false, when_used_up: 'end' },
      'when_used_up: may be skipped, and yet ends the form when it cannot be read',
    ],
    [
      'choices of a field without',
      { choices: ['a'] },
      'choices: a field of type email has no choices: they are not looked at',
    ],
  ])('%s', (_, field, warning) => {
    expect(lintField(field)).toEqual([`form.fields[0] (email).${warning}`])
  })

  test('a provider and a knowledge base that are not there', () => {
    const form = { name: 'F', fields: [email], llm: { provider_id: 'p' }, knowledge_base: 'kb' }
    expect(lint({ form })).toEqual([
      'form.llm.provider_id: the provider "p" is not configured here: the default model serves',
      'form.knowledge_base: there is no knowledge base "kb" yet: nothing is found until there is',
    ])
    expect(lint({ form }, { ...bare, providers: ['p'], knowledgeBases: ['kb'] })).toEqual([])
  })
})

test('a rule in words is for a model, where there is one', () => {
  expect(lintField({ validation: { rule: 'a work address' } }, { ...bare, hasModel: true })).toEqual([])
})

test("a form in contract 2's field format is warned of by its own names", () => {
  const field = { field_id: 'car', field_name: 'Car', datatype: 'string', condition_for_asking_this_field: 'if rich' }
  expect(lint({ form_fields: [field] })).toEqual([
    expect.stringMatching(/^form_fields\[0\] \(car\)\.condition: "if rich"/),
  ])
})

describe("a workflow's collect node", () => {
  const end = { id: 'end', type: 'end_call', static_text: 'Bye' }
  const done = { condition: 'form_complete', target: 'end' }
  const documentOf = (collect: object, last: object = end) => ({
    agent: { id: 'a', name: 'A' },
    workflow: { initial_node: 'ask', nodes: [{ id: 'ask', type: 'collect', fields: [email], ...collect }, last] },
  })

  function warnings(collect: object, last?: object): string[] {
    const parsed = parseAgentDocument(documentOf(collect, last))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    const workflow = compileWorkflow(parsed.config, { agentId: 'a', version: 1 })
    return lintWorkflow(workflow, bare).map(({ code, path }) => `${code} ${path}`)
  }

  function problems(document: unknown): string[] {
    const parsed = parseAgentDocument(document)
    return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`)
  }

  test('is as it should be: its answers may be read afterwards', () => {
    const bye = { id: 'bye', type: 'end_call', static_text: 'Bye, {{email}}' }
    expect(warnings({ transitions: [{ condition: 'form_complete', target: 'bye' }] }, bye)).toEqual([])
  })

  test.each<[object, string[]]>([
    [{ transitions: [] }, ['unreachable workflow.nodes[1] (end)', 'no-way-out workflow.nodes[0] (ask)']],
    [
      { transitions: [done], fields: [{ ...email, when_used_up: 'end' }] },
      ['outcome-unhandled workflow.nodes[0] (ask).transitions'],
    ],
    [
      { transitions: [done], fields: [{ ...email, condition: 'if nice' }] },
      ['condition-in-words workflow.nodes[0] (ask).fields[0].condition'],
    ],
    [
      { transitions: [done], fields: [{ ...email, question: '{{x}}?' }] },
      ['variable-never-set workflow.nodes[0] (ask)'],
    ],
    [
      { transitions: [done], fields: [{ ...email, condition: 'x = 1' }] },
      ['variable-never-set workflow.nodes[0] (ask)'],
    ],
    [
      { transitions: [{ condition: 'always', target: 'ask' }, done] },
      [
        'unreachable workflow.nodes[1] (end)',
        'no-way-out workflow.nodes[0] (ask)',
        'never-taken workflow.nodes[0] (ask).transitions',
      ],
    ],
  ])('%j', (collect, expected) => {
    expect(warnings(collect)).toEqual(expected)
  })

  test('is refused with a field that is wrong', () => {
    const fields = [
      { id: 'a', type: 'choice', question: 'A?' },
      { id: 'a', type: 'text', question: 'B?', condition: 'answered:a' },
    ]
    expect(problems(documentOf({ transitions: [done], fields }))).toEqual([
      'workflow.nodes[0] (ask).fields[0].choices: is required of a field of type choice',
      'workflow.nodes[0] (ask).fields[1].id: "a" is already the id of fields[0]',
    ])
  })

  test('alone may move on by the outcome of a form', () => {
    const talk = { id: 'talk', static_text: 'Hi', transitions: [done] }
    const document = { agent: { id: 'a', name: 'A' }, workflow: { initial_node: 'talk', nodes: [talk, end] } }
    expect(problems(document)).toEqual([
      'workflow.nodes[0] (talk).transitions[0].condition: only collect nodes have a form: "form_complete" cannot hold here',
    ])
  })
})
