import { expect, test } from 'vitest'
import { createLimiter } from './limiter'

function limiter(settings: { limit: number; maxKeys?: number }) {
  const time = { now: 0 }
  const clock = { now: () => time.now, monotonic: () => time.now }
  return { ...createLimiter({ clock, windowMs: 10_000, ...settings }), time }
}

test('the use past the limit is refused until the oldest is out of the window', () => {
  const { take, time } = limiter({ limit: 2 })
  expect(take('a').allowed).toBe(true)
  time.now = 4_000
  expect(take('a').allowed).toBe(true)
  expect(take('a')).toEqual({ allowed: false, retryAfterSeconds: 6 })
  time.now = 10_000
  expect(take('a').allowed).toBe(true)
  expect(take('a')).toEqual({ allowed: false, retryAfterSeconds: 4 })
})

test('a refused use does not put off the next allowed one', () => {
  const { take, time } = limiter({ limit: 1 })
  take('a')
  time.now = 9_999
  expect(take('a')).toEqual({ allowed: false, retryAfterSeconds: 1 })
  time.now = 10_000
  expect(take('a').allowed).toBe(true)
})

test('looking whether a use would be allowed counts none', () => {
  const { take, check, time } = limiter({ limit: 1 })
  expect([check('a').allowed, check('a').allowed, take('a').allowed]).toEqual([true, true, true])
  expect(check('a')).toEqual({ allowed: false, retryAfterSeconds: 10 })
  time.now = 10_000
  expect(check('a').allowed).toBe(true)
})

test('keys do not count for each other, and a forgotten one starts anew', () => {
  const { take, forget } = limiter({ limit: 1 })
  take('a')
  expect(take('b').allowed).toBe(true)
  forget('a')
  expect(take('a').allowed).toBe(true)
  expect(take('b').allowed).toBe(false)
})

test('past its number of keys, the one unused for longest is forgotten', () => {
  const { take } = limiter({ limit: 2, maxKeys: 2 })
  for (const key of ['a', 'a', 'b', 'b', 'c']) take(key)
  expect(take('b').allowed).toBe(false)
  expect(take('a').allowed).toBe(true)
})
