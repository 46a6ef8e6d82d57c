import { expect, test } from 'vitest'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { pathOf } from './why-path'
import type { TurnView } from './wire'

type Turn = Parameters<typeof pathOf>[0][number]

function step(from: string, to: string): TurnEvent {
  const body = { transitionId: 'x', from, fromName: from, to, toName: to, condition: 'always' }
  return { at: 0, type: 'transition-taken', ...body }
}

function turn(id: string, events: TurnEvent[], more: Partial<TurnView> = {}): Turn {
  return { id, status: 'done', kind: 'input', events, ...more }
}

test('steps are numbered over all turns, and each node names the last turn that stood there', () => {
  const path = pathOf([turn('t1', [step('a', 'b'), step('b', 'c')]), turn('t2', [step('c', 'b')])])
  expect(path.steps.map(({ order, from, to, turnId }) => [order, from, to, turnId])).toEqual([
    [1, 'a', 'b', 't1'],
    [2, 'b', 'c', 't1'],
    [3, 'c', 'b', 't2'],
  ])
  expect([...path.visited]).toEqual([
    ['b', 't2'],
    ['c', 't1'],
  ])
  expect(path.current).toBe('b')
})

test('a turn that failed went nowhere, one that runs counts', () => {
  const path = pathOf([
    turn('t1', [step('a', 'b')], { status: 'failed' }),
    turn('t1', [step('a', 'c')], { status: 'running' }),
  ])
  expect(path.steps.map(({ to }) => to)).toEqual(['c'])
})

test('a reset and a transfer to another agent begin the way anew', () => {
  const transfer: TurnEvent = {
    ...{ at: 0, type: 'agent-transferred', from: 'one', to: 'two@1', agentId: 'two', agentName: 'Two' },
    ...{ initialNode: 'x', keepsHistory: true, failure: null },
  }
  const entered: TurnEvent = { at: 0, type: 'node-entered', nodeId: 'x', nodeName: 'X' }
  expect(pathOf([turn('t1', [step('a', 'b'), transfer, entered])])).toMatchObject({ steps: [], current: 'x' })
  expect(pathOf([turn('t1', [step('a', 'b')]), turn('t2', [], { kind: 'reset' })]).current).toBeNull()
})
