import { describe, expect, test } from 'vitest'
import type { FormField } from '@/lib/domain/form'
import type { CollectNode, Workflow } from '@/lib/domain/workflow'
import { compileForm } from './compile-form'
import { parseFormDocument } from './parse-form-document'

function compiled(document: unknown): Workflow {
  const parsed = parseFormDocument(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return compileForm(parsed.config, { agentId: 'f', version: 2 })
}

function collectOf(document: unknown): CollectNode {
  const node = compiled(document).nodes.get('form')
  if (node?.type !== 'collect') throw new Error('no collect node')
  return node
}

const email = { id: 'email_address', type: 'email', question: ' What is your email? ' }
const formOf = (fields: object[], more: object = {}) => ({ form: { name: 'Contact', fields, ...more } })
const fieldOf = (field: object): FormField | undefined => collectOf(formOf([{ ...email, ...field }])).fields[0]

describe('a form becomes a workflow', () => {
  test('from a greeting over one collect node to a summary, or an end', () => {
    const workflow = compiled(formOf([email], { greeting: 'Hi.', summary: 'Thanks.', ended: 'Bye.' }))
    const steps = [...workflow.nodes.values()].map((node) => [
      ...[node.id, node.type, 'says' in node && node.says?.kind === 'text' ? node.says.text : null],
      node.transitions.map(({ condition, target }) => `${condition.text} → ${target}`).join(', '),
    ])
    expect(workflow.initialNode).toBe('greeting')
    expect(steps).toEqual([
      ['greeting', 'standard', 'Hi.', 'always → form'],
      ['form', 'collect', null, 'form_complete → summary, form_used_up → ended'],
      ['summary', 'end_call', 'Thanks.', ''],
      ['ended', 'end_call', 'Bye.', ''],
    ])
  })

  test('that begins with its first question where its greeting is blank', () => {
    const workflow = compiled(formOf([email], { greeting: '' }))
    expect([workflow.initialNode, workflow.nodes.has('greeting')]).toEqual(['form', false])
  })

  test('with its settings', () => {
    const settings = {
      ...{ title: 'Write to us', callback_url: 'https://example.org/hook', country: 'de', time_zone: 'Europe/Berlin' },
      ...{ knowledge_base: 'kb', llm: { provider_id: 'p' }, review: true, phrasing: 'author' },
    }
    expect(compiled(formOf([email], settings))).toMatchObject({
      ...{ key: 'f@2', agentName: 'Contact', country: 'DE', timeZone: 'Europe/Berlin', knowledgeBase: 'kb' },
      ...{ llm: { providerId: 'p' }, form: { title: 'Write to us', callbackUrl: 'https://example.org/hook' } },
    })
    expect(collectOf(formOf([email], settings))).toMatchObject({
      review: true,
      phrasing: 'author',
      rag: { enabled: true },
    })
  })

  test('whose language stands in what a model is told', () => {
    expect(collectOf(formOf([email], { context: 'About cars.', language: 'de' })).context).toMatch(
      /^About cars\.\n.*German/,
    )
  })
})

describe('a field', () => {
  test('has its defaults', () => {
    expect(fieldOf({})).toEqual({
      ...{ id: 'email_address', type: 'email', label: 'Email address', question: 'What is your email?' },
      ...{ help: null, why: null, required: true, choices: [], confirm: 'unsure', attempts: 3 },
      ...{ whenUsedUp: { kind: 'skip' }, condition: null, prefill: null, sensitive: false, country: null },
      ...{ currency: null, parsingHint: null },
      validation: { min: null, max: null, minLength: null, maxLength: null, pattern: null, message: null, rule: null },
    })
  })

  test('has choices from texts, numbers and objects', () => {
    const choices = ['Red', 2, { value: 'b', label: 'Blue', synonyms: ['azure'] }]
    expect(fieldOf({ type: 'choice', choices })?.choices).toEqual([
      { value: 'Red', label: 'Red', synonyms: [] },
      { value: '2', label: '2', synonyms: [] },
      { value: 'b', label: 'Blue', synonyms: ['azure'] },
    ])
  })

  test('is given a default, or ends the form, where its attempts are used up', () => {
    expect(fieldOf({ when_used_up: { default: 'x@y.z' } })?.whenUsedUp).toEqual({ kind: 'default', value: 'x@y.z' })
    expect(fieldOf({ when_used_up: 'end' })?.whenUsedUp).toEqual({ kind: 'end' })
  })

  test.each([
    ['member = yes', { kind: 'equals', field: 'member', value: 'true' }],
    ['variable_equals:plan=Pro Plus', { kind: 'equals', field: 'plan', value: 'pro' }],
    ['plan != the big one', { kind: 'compare', field: 'plan', operator: '!=', value: 'pro' }],
    ['plan = other', { kind: 'equals', field: 'plan', value: 'other' }],
    ['not (member = no)', { kind: 'not', of: { kind: 'equals', field: 'member', value: 'false' } }],
  ])('may be asked on the condition %s: by a value as it is kept', (condition, expected) => {
    const member = { id: 'member', type: 'yes_no', question: 'Member?' }
    const plan = {
      ...{ id: 'plan', type: 'choice', question: 'Plan?' },
      choices: [{ value: 'pro', label: 'Pro plus', synonyms: ['the big one'] }],
    }
    expect(collectOf(formOf([member, plan, { ...email, condition }])).fields[2]?.condition).toEqual(expected)
  })
})

describe("a form in contract 2's own field format", () => {
  const document = {
    id: 42,
    is_active: true,
    form_context: 'We sell insurance.',
    callback_url: 'https://example.org/done',
    form_fields: [
      { field_id: 'full_name', field_name: 'Full name', datatype: 'string', additional_info: 'As in the passport' },
      { field_id: 'born', field_name: 'Date of birth', datatype: 'date', validation: 'must be an adult' },
      {
        field_id: 'has_car',
        field_name: 'Has a car',
        datatype: 'boolean',
        additional_parsing_comments: 'a van counts',
      },
      {
        field_id: 'plate',
        field_name: 'What is the plate?',
        datatype: 'string',
        condition_for_asking_this_field: 'if they have a car',
      },
      {
        field_id: 'kids',
        field_name: 'Number of kids',
        datatype: 'number',
        condition_for_asking_this_field: 'has_car = yes',
      },
      { field_id: 'mail', field_name: 'Email', datatype: 'email', condition_for_asking_this_field: 'age > 18' },
      { field_id: 'tel', field_name: 'Phone', datatype: 'phone', condition_for_asking_this_field: '' },
    ],
  }

  test('keeps its name, context and callback', () => {
    const workflow = compiled(document)
    expect([workflow.agentName, workflow.form?.callbackUrl]).toEqual(['Form 42', 'https://example.org/done'])
    expect(collectOf(document).context).toBe('We sell insurance.')
  })

  test('asks for the same, in words made of its names', () => {
    const fields = collectOf(document).fields.map(({ id, type, label, question }) => [id, type, label, question])
    expect(fields).toEqual([
      ['full_name', 'text', 'Full name', 'What is your full name?'],
      ['born', 'date', 'Date of birth', 'What is your date of birth?'],
      ['has_car', 'yes_no', 'Has a car', 'Has a car: yes or no?'],
      ['plate', 'text', 'What is the plate?', 'What is the plate?'],
      ['kids', 'number', 'Number of kids', 'What is your number of kids?'],
      ['mail', 'email', 'Email', 'What is your email?'],
      ['tel', 'phone', 'Phone', 'What is your phone?'],
    ])
  })

  test('keeps its notes where they belong', () => {
    expect(collectOf(document).fields).toMatchObject([
      { help: 'As in the passport', confirm: 'never', attempts: 3, whenUsedUp: { kind: 'skip' } },
      { validation: { rule: 'must be an adult' } },
      { parsingHint: 'a van counts' },
      {},
      {},
      {},
      {},
    ])
  })

  test('takes a condition as free text, unless it reads like ours and names fields asked before', () => {
    expect(
      collectOf(document)
        .fields.slice(3)
        .map((field) => field.condition),
    ).toEqual([
      { kind: 'words', text: 'if they have a car' },
      { kind: 'equals', field: 'has_car', value: 'true' },
      { kind: 'words', text: 'age > 18' },
      null,
    ])
  })
})
