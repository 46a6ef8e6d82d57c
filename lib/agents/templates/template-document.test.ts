import { describe, expect, test } from 'vitest'
import { compileDocument } from '../compile-document'
import { lintDocument } from '../lint-document'
import { type Template, templateDocument, templateKinds } from './template-document'

const templates: Template[] = ['front_desk', 'qualification', 'documents', 'survey', 'data', 'blank']
const names = { id: 'e5a8e5b0-1111-4111-8111-111111111111', name: 'Mine', base: 'handbook', source: 'shop' }
const capabilities = { hasModel: false, providers: [], customActions: [], knowledgeBases: ['handbook'] }

describe.each(templates)('the template %s', (template) => {
  const document = templateDocument(template, names)

  test('has nothing wrong with it, also without a model', () => {
    expect(lintDocument(document, capabilities)).toEqual([])
  })

  test('is an agent of its kind under its own name', () => {
    const compiled = compileDocument(templateKinds[template], document, { agentId: names.id, version: 1 })
    expect(compiled).toMatchObject({ ok: true, workflow: { agentName: 'Mine' } })
  })
})

test('documents and data are those that the tenant has, else the template’s', () => {
  expect(templateDocument('documents', names)).toMatchObject({ workflow: { rag: { config_id: 'handbook' } } })
  expect(templateDocument('documents', { ...names, base: null })).toMatchObject({
    workflow: { rag: { config_id: 'support' } },
  })
  expect(templateDocument('data', names)).toMatchObject({ assistant: { data_source: 'shop' } })
  expect(templateDocument('data', { ...names, source: null })).toMatchObject({
    assistant: { data_source: 'music_store' },
  })
})
