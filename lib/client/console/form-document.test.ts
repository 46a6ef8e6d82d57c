import { expect, test } from 'vitest'
import { formTexts } from '@/components/console/texts/form-texts'
import { parseFormDocument } from '@/lib/agents/parse-form-document'
import { fieldTypes } from '@/lib/domain/form'
import type { AgentDocument } from './agent-document'
import {
  changeField,
  changeIn,
  choicesOf,
  copyOfField,
  insertField,
  moveField,
  newField,
  placedFields,
  removeField,
  renameField,
  writtenChoices,
} from './form-document'
import { formFromPlain } from './form-from-plain'

const contact = {
  kept: 'as it is',
  form: {
    name: 'Contact',
    summary: 'Thank you, {{ name }}.',
    fields: [
      { id: 'name', type: 'name', question: 'Your name?', 'x-own': 1 },
      { id: 'topic', type: 'choice', question: 'What is it about, {{name}}?', choices: ['Repair', 'New'] },
      { id: 'when', type: 'date', question: 'When?', condition: 'answered:name and topic = repair' },
    ],
  },
}

const idsOf = (document: AgentDocument) => placedFields(document).map(({ id }) => id)

test('fields are put in, moved and taken out; what is unknown stays', () => {
  const moved = moveField(contact, 2, 0)
  expect(idsOf(moved)).toEqual(['when', 'name', 'topic'])
  expect(idsOf(removeField(moved, 1))).toEqual(['when', 'topic'])
  expect(moved).toMatchObject({ kept: 'as it is', form: { fields: [{}, { 'x-own': 1 }, {}] } })
  expect(moveField(contact, 2, 3)).toBe(contact)
})

test('a field of every type can be added, and the form is valid at once', () => {
  const words = (type: (typeof fieldTypes)[number]) => ({ ...formTexts.types[type], choices: ['First', 'Second'] })
  const full = fieldTypes.reduce<AgentDocument>(
    (document, type) => insertField(document, newField(document, type, words(type)), 0),
    contact,
  )
  expect(parseFormDocument(full)).toMatchObject({ ok: true })
  expect(new Set(idsOf(full)).size).toBe(fieldTypes.length + 3)
})

test('a copy has an id of its own', () => {
  const once = insertField(contact, copyOfField(contact, { id: 'name', type: 'name', question: '?' }), 1)
  expect(idsOf(once)).toEqual(['name', 'name_2', 'topic', 'when'])
  expect(copyOfField(once, { id: 'name_2' }).id).toBe('name_3')
})

test('conditions and templates follow a new id', () => {
  const renamed = renameField(contact, 0, 'full_name')
  expect(renamed.form).toMatchObject({
    summary: 'Thank you, {{ full_name }}.',
    fields: [
      { id: 'full_name' },
      { question: 'What is it about, {{full_name}}?' },
      { condition: 'answered:full_name and topic = repair' },
    ],
  })
  expect(renameField(renamed, 0, '').form).toMatchObject({ summary: 'Thank you, {{ full_name }}.' })
})

test('what is set to nothing is taken out, and with the last of its kind the whole', () => {
  const bounded = changeField(contact, 2, changeIn({}, 'validation', { min: 'today' }))
  expect(bounded.form).toMatchObject({ fields: [{}, {}, { validation: { min: 'today' } }] })
  const [, , field] = placedFields(bounded)
  const free = changeField(bounded, 2, changeIn(field?.field ?? {}, 'validation', { min: undefined }))
  expect(free).toEqual(contact)
})

test('choices are read in every way they may be written, and written as short as can be', () => {
  const choices = [2, 'Repair', { value: 'new', label: 'A new one', synonyms: ['buy'] }]
  expect(choicesOf({ choices })).toEqual([
    { value: '2', label: '', synonyms: [] },
    { value: 'Repair', label: '', synonyms: [] },
    { value: 'new', label: 'A new one', synonyms: ['buy'] },
  ])
  expect(writtenChoices(choicesOf({ choices }))).toEqual(['2', 'Repair', choices[2]])
})

test('a document of the other format is a valid one of ours', () => {
  const converted = formFromPlain({
    id: 42,
    form_context: 'Intake of a practice.',
    form_fields: [
      { field_id: 'email', field_name: 'Email address', datatype: 'email', validation: 'a work address' },
      { field_id: 'ok', field_name: 'May we write to you?', datatype: 'boolean', additional_info: 'Once a month.' },
    ],
  })
  expect(parseFormDocument(converted)).toMatchObject({
    ok: true,
    config: {
      ...{ id: 42, name: 'Form 42', context: 'Intake of a practice.' },
      fields: [
        { id: 'email', type: 'email', label: 'Email address', validation: { rule: 'a work address' } },
        { id: 'ok', type: 'yes_no', question: 'May we write to you?', help: 'Once a month.' },
      ],
    },
  })
})
