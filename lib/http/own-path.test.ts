import { expect, test } from 'vitest'
import { ownPath } from './own-path'

test.each(['/', '/chat', '/chat?agent=a&version=2#end', '/console/agents/a%20b'])('%s is a path of ours', (path) => {
  expect(ownPath(path)).toBe(path)
})

test.each([
  'https://elsewhere.example',
  '//elsewhere.example/a',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/.//elsewhere.example',
  '/a/..//elsewhere.example',
  'javascript:alert(1)',
  'chat',
  '',
  undefined,
  ['/chat'],
  `/${'a'.repeat(2000)}`,
])('%j leads to the start page', (wanted) => {
  expect(ownPath(wanted)).toBe('/')
})
