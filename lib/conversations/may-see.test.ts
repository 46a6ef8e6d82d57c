import { describe, expect, test } from 'vitest'
import { accessFor, listedAccesses, maySee } from '@/lib/conversations/may-see'
import type { Access, Dialect } from '@/lib/domain/conversation'
import type { Viewer } from '@/lib/domain/viewer'

const viewers = {
  'Ann in guarded': { tenantId: 't', exposure: 'guarded', visitorId: 'ann' },
  'nobody in guarded': { tenantId: 't', exposure: 'guarded', visitorId: null },
  'Ann in open': { tenantId: 't', exposure: 'open', visitorId: 'ann' },
  'nobody in open': { tenantId: 't', exposure: 'open', visitorId: null },
} as const satisfies Record<string, Viewer>

const accesses: readonly Access[] = ['public', 'visitor:ann', 'visitor:bob', 'visitor:null', 'user:ann', 'tenant']

describe.each([
  ['Ann in guarded', ['public', 'visitor:ann']],
  ['nobody in guarded', ['public']],
  ['Ann in open', ['public', 'visitor:ann']],
  ['nobody in open', ['public']],
] as const)('%s', (name, seen) => {
  test.each(['chats', 'threads', 'native'] satisfies Dialect[])(
    'opens of the %s what is public or their own',
    (dialect) => {
      const open = accesses.filter((access) => maySee({ tenantId: 't', dialect, access }, viewers[name]))
      expect(open).toEqual(seen)
      expect(accesses.filter((access) => maySee({ tenantId: 'u', dialect, access }, viewers[name]))).toEqual([])
    },
  )

  test.each(['sessions', 'forms', 'chatbots'] satisfies Dialect[])('opens nothing of the %s', (dialect) => {
    expect(accesses.filter((access) => maySee({ tenantId: 't', dialect, access }, viewers[name]))).toEqual([])
  })
})

test.each([
  ['Ann in guarded', ['visitor:ann']],
  ['nobody in guarded', []],
  ['Ann in open', ['public', 'visitor:ann']],
  ['nobody in open', ['public']],
] as const)('the lists of %s show %j', (name, listed) => {
  expect(listedAccesses(viewers[name])).toEqual(listed)
})

test('what a visitor makes is everybody’s in open and their own in guarded', () => {
  expect(accessFor({ exposure: 'open' }, 'ann')).toBe('public')
  expect(accessFor({ exposure: 'guarded' }, 'ann')).toBe('visitor:ann')
})
