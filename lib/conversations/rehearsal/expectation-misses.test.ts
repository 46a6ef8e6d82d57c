import { expect, test } from 'vitest'
import type { Expectation } from '@/lib/domain/agent-test'
import { expectationMisses } from './expectation-misses'
import type { Heard } from './rehearse'

const heard: Heard = {
  ...{ said: 'Thank you, Ada. Four it is.', node: 'booked', nodes: ['read', 'booked'] },
  ...{ transitions: ['user_responded', 'always'], variables: { name: 'Ada', size: 4, plan: null } },
  ...{ hasEnded: false, failure: null },
}

const rows: [string, Expectation, string[]][] = [
  ['nothing', {}, []],
  ['the node', { node: 'booked' }, []],
  ['another node', { node: 'read' }, ['expected node read, is booked']],
  ['the end of the path', { nodes: ['booked'] }, []],
  ['the whole path', { nodes: ['read', 'booked'] }, []],
  ['another path', { nodes: ['ask', 'booked'] }, ['expected the path ask → booked, was read → booked']],
  ['no path', { nodes: [] }, ['expected the path nowhere, was read → booked']],
  ['the transitions', { transitions: ['user_responded', 'always'] }, []],
  ['fewer transitions', { transitions: ['always'] }, ['expected the transitions always, were user_responded, always']],
  ['variables, as text or number', { variables: { name: 'Ada', size: '4' } }, []],
  ['another value', { variables: { name: 'Bob' } }, ['expected name to be Bob, is Ada']],
  ['an unknown one', { variables: { day: 'today' } }, ['expected day to be today, is not known']],
  ['an unknown one to be unknown', { variables: { day: null, plan: null } }, []],
  ['words in any case', { contains: ['thank YOU', 'four'] }, []],
  [
    'other words',
    { contains: ['sorry'], not_contains: ['ada'] },
    ['expected to hear “sorry”', 'expected not to hear “ada”'],
  ],
]

test.each(rows)('%s', (_, expected, misses) => {
  expect(expectationMisses(expected, heard)).toEqual(misses)
})

test('of a turn that failed nothing else is said', () => {
  expect(expectationMisses({ node: 'x', contains: ['y'] }, { ...heard, failure: 'no model' })).toEqual([
    'the turn failed: no model',
  ])
})
