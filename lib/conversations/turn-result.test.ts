import { expect, test } from 'vitest'
import type { Dialect } from '@/lib/domain/conversation'
import type { TurnEvent } from '@/lib/domain/turn-event'
import type { Workflow } from '@/lib/domain/workflow'
import { atTurn } from '@/test/at-turn'
import { field, formOf } from '@/test/form'
import { turnResult } from './turn-result'

const plainModel = { providerId: null, modelName: null, temperature: null, maxTokens: null, serviceTier: null }

test('each answer of a form leaves a row of its variable, with how it was come by', () => {
  const workflow = formOf([field('name')])
  const answer = { kind: 'answered', field: 'name', value: 'Ann', old: null, by: 'visitor' } as const
  const changed: TurnEvent = {
    ...{ at: 5, type: 'form-changed', nodeId: 'form', why: null },
    changes: [
      { ...answer, raw: 'Ann', messageId: 'm', method: 'name', confidence: 0.9 },
      { kind: 'cleared', field: 'email', old: 'a@b.org', because: 'name' },
    ],
  }
  const { variables } = turnResult({
    ...{ workflow, state: atTurn(workflow, 'input', 'Ann'), events: [changed], expiry: null, maxHistorySize: 100 },
    conversation: { id: 'c', externalId: 'text_c', createdAt: 1, metadata: {}, dialect: 'sessions' },
    newId: () => 'id',
    endedAt: 6,
  })
  expect(variables).toEqual([
    { id: 'id', createdAt: 5, name: 'name', value: 'Ann', method: 'form:name', confidence: 0.9, nodeId: 'form' },
  ])
})

test('a conversation that ends waits for its analysis where its agent asks for one, and a trial never does', () => {
  const workflow = { ...formOf([field('name')]), analysis: { llm: plainModel, questions: [], instructions: null } }
  const state = atTurn(workflow, 'input', 'bye')
  const end: TurnEvent = { at: 5, type: 'conversation-end', status: 'completed', reason: 'agent_hangup', detail: null }
  const due = (asks: typeof workflow | Workflow, events: TurnEvent[], dialect: Dialect = 'sessions') =>
    turnResult({
      ...{ workflow: asks, state, events, expiry: null, maxHistorySize: 100, newId: () => 'id', endedAt: 6 },
      conversation: { id: 'c', externalId: 'text_c', createdAt: 1, metadata: {}, dialect },
    }).analysis
  expect(due(workflow, [end])).toEqual({ workflow: workflow.key, at: 5 })
  expect(due(workflow, [])).toBeNull()
  expect(due(workflow, [end], 'trials')).toBeNull()
  expect(due(formOf([field('name')]), [end])).toBeNull()
})
