import { expect, test } from 'vitest'
import { startFrom } from './start-from'

const from = (query: string) => startFrom(new URLSearchParams(query), 'k')

test('agent, version and variables come from the address', () => {
  expect(from('agent=front-desk&version=2&var.name=Ann&var.zip=30301&other=x')).toEqual({
    agentId: 'front-desk',
    version: 2,
    variables: { name: 'Ann', zip: '30301' },
    key: 'k',
  })
})

test.each(['version=two', 'version=0', 'version=1.5', 'var.=x'])('%s is left out', (query) => {
  expect(from(`agent=a&${query}`)).toEqual({ agentId: 'a', key: 'k' })
})

test('without an agent there is nothing to start', () => {
  expect(from('version=2')).toBeNull()
})
