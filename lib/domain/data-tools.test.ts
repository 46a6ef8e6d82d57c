import { expect, test } from 'vitest'
import { forgetClaims, identityIn, identityVariables } from './data-tools'

const frank = { source: 'shop', key: 16, firstName: 'Frank', lastName: 'Harris' }

test('who is known is known to one data source', () => {
  expect(identityIn(identityVariables(frank), 'shop')).toEqual(frank)
  expect(identityIn(identityVariables(frank), 'other')).toBeNull()
})

test.each([
  ['nothing', {}],
  ['null', { __identity: null }],
  ['a list', { __identity: ['shop'] }],
  ['no key', { __identity: { ...frank, key: null } }],
  ['a key that is no value', { __identity: { ...frank, key: { sql: '1' } } }],
])('%s is nobody', (_, variables) => {
  expect(identityIn(variables, 'shop')).toBeNull()
})

test('who was believed for a name alone is forgotten where a name is not enough, and nobody else', () => {
  const claimed = identityVariables({ ...frank, byName: true })
  expect(forgetClaims(claimed, { kind: 'none' })).toEqual({ __identity: null })
  expect(forgetClaims(claimed, { kind: 'signed', key: '16' })).toEqual({ __identity: null })
  expect(forgetClaims(claimed, { kind: 'name' })).toEqual({})
  expect(forgetClaims(identityVariables(frank), { kind: 'none' })).toEqual({})
})
