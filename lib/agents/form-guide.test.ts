import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fieldTypes } from '@/lib/domain/form'
import { fieldConfigSchema } from './field-config'
import { formConfigSchema } from './form-config'
import { parseAgentDocument } from './parse-agent-document'
import { parseFormDocument } from './parse-form-document'

const guide = readFileSync(join(import.meta.dirname, '../../docs/forms.md'), 'utf8')
const examples = [...guide.matchAll(/```json\n(.*?)```/gs)].map(([, text]): unknown => JSON.parse(text ?? ''))
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const withKey = (...keys: string[]) => examples.filter((value) => isRecord(value) && keys.some((key) => key in value))

test('the forms of the guide are valid', () => {
  const forms = withKey('form', 'form_fields')
  expect(forms).toHaveLength(2)
  for (const form of forms) expect(parseFormDocument(form)).toMatchObject({ ok: true })
})

test('the collect node of the guide is valid', () => {
  const [node] = withKey('type')
  const ends = ['booked', 'goodbye', 'person'].map((id) => ({ id, type: 'end_call' }))
  const workflow = { initial_node: 'details', nodes: [node, ...ends] }
  expect(parseAgentDocument({ agent: { id: 'a', name: 'A' }, workflow })).toMatchObject({ ok: true })
})

test('every property and every type stands in the guide', () => {
  const validation = ['min', 'max', 'min_length', 'max_length', 'pattern', 'message', 'rule']
  const keys = [...Object.keys(formConfigSchema.shape), ...Object.keys(fieldConfigSchema.shape), ...validation]
  expect([...keys, ...fieldTypes].filter((key) => !guide.includes(`\`${key}\``))).toEqual([])
})
