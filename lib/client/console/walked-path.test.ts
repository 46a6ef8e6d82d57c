import { expect, test } from 'vitest'
import { walkedPath } from './walked-path'

const document = {
  workflow: {
    nodes: [
      {
        id: 'a',
        transitions: [
          { condition: 'always', target: 'b' },
          { condition: 'user_responded', target: 'b' },
        ],
      },
      { id: 'b', transitions: [{ condition: 'contains:x', target: 'a' }] },
    ],
  },
}

test('the way that was gone is told from others between the same nodes', () => {
  const step = (from: string, to: string, condition: string) => ({ order: 1, from, to, condition, turnId: 't' })
  const steps = [step('a', 'b', 'user_responded'), step('b', 'c', 'always'), step('a', 'b', 'user_responded')]
  const visited = new Map([
    ['a', 't'],
    ['b', 't'],
    ['c', 't'],
  ])
  expect(walkedPath(document, { steps, visited, current: 'c' })).toEqual({
    nodeIds: ['a', 'b', 'c'],
    transitionIds: ['a#1'],
    current: 'c',
  })
})
