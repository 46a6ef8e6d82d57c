import { expect, test } from 'vitest'
import { type ConversationFilters, conversationParams, filterNames } from './conversation-filters'

const now = new Date(2026, 10, 21, 15, 30)

function params(given: Partial<ConversationFilters>): Record<string, string> {
  const nothing = { agent: '', version: '', dialect: '', status: '', variable: '', time: '', since: '', until: '' }
  return conversationParams({ ...nothing, search: '', feedback: '', analysis: '', ...given }, now)
}

test('without filters all conversations are asked for', () => {
  expect(params({})).toEqual({})
})

test('today begins at midnight where the browser stands, and seven days are today and the six before', () => {
  expect(params({ time: '1' })).toEqual({ since: new Date(2026, 10, 21).toISOString() })
  expect(params({ time: '7' })).toEqual({ since: new Date(2026, 10, 15).toISOString() })
})

test('days of one’s own count from the first one’s beginning to the last one’s end, and either may be open', () => {
  expect(params({ time: 'own', since: '2026-11-01', until: '2026-11-30' })).toEqual({
    since: new Date(2026, 10, 1).toISOString(),
    until: new Date(2026, 11, 1).toISOString(),
  })
  expect(params({ time: 'own', since: '', until: '2026-11-30' })).toEqual({
    until: new Date(2026, 11, 1).toISOString(),
  })
})

test('days that stand in the address without being chosen do not filter', () => {
  expect(params({ since: '2026-11-01' })).toEqual({})
})

test('a version belongs to an agent, and what is no number is no version', () => {
  expect(params({ version: '2' })).toEqual({})
  expect(params({ agent: 'mri', version: '2' })).toEqual({ agent_id: 'mri', version: '2' })
  expect(params({ agent: 'mri', version: 'two' })).toEqual({ agent_id: 'mri' })
})

test('what is no date or time in an old link is passed over', () => {
  expect(params({ time: 'forever' })).toEqual({})
  expect(params({ time: 'own', since: 'yesterday' })).toEqual({})
})

test('everything that can be filtered by stands in the address', () => {
  const given = { dialect: 'native', status: 'active', variable: ' city=Bern ', search: 'rose', feedback: 'down' }
  expect(params({ ...given, analysis: 'negative' })).toEqual({ ...given, variable: 'city=Bern', analysis: 'negative' })
  expect(filterNames).toHaveLength(11)
})
