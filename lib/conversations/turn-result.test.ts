import { expect, test } from 'vitest'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { atTurn } from '@/test/at-turn'
import { field, formOf } from '@/test/form'
import { turnResult } from './turn-result'

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
    conversation: { id: 'c', externalId: 'text_c', createdAt: 1, metadata: {} },
    newId: () => 'id',
    endedAt: 6,
  })
  expect(variables).toEqual([
    { id: 'id', createdAt: 5, name: 'name', value: 'Ann', method: 'form:name', confidence: 0.9, nodeId: 'form' },
  ])
})
