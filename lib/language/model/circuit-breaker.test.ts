import { describe, expect, test } from 'vitest'
import { createCircuitBreaker } from './circuit-breaker'

function breakerAtZero() {
  const time = { now: 0 }
  const breaker = createCircuitBreaker({ clock: { now: () => time.now, monotonic: () => time.now } })
  const fail = (times: number) => {
    for (let done = 0; done < times; done += 1) breaker.admit('m')?.failed()
  }
  return { time, breaker, fail }
}

describe('the circuit breaker', () => {
  test('lets tries pass until the fifth failure in a row', () => {
    const { breaker, fail } = breakerAtZero()
    fail(4)
    expect(breaker.admit('m')).not.toBeNull()
    fail(1)
    expect(breaker.admit('m')).toBeNull()
  })

  test('a success between failures starts the count again', () => {
    const { breaker, fail } = breakerAtZero()
    fail(4)
    breaker.admit('m')?.succeeded()
    fail(4)
    expect(breaker.admit('m')).not.toBeNull()
  })

  test('lets one probe pass after thirty seconds and nobody else beside it', () => {
    const { time, breaker, fail } = breakerAtZero()
    fail(5)
    time.now = 29_999
    expect(breaker.admit('m')).toBeNull()
    time.now = 30_000
    expect(breaker.admit('m')).not.toBeNull()
    expect(breaker.admit('m')).toBeNull()
  })

  test('closes after a probe that succeeds', () => {
    const { time, breaker, fail } = breakerAtZero()
    fail(5)
    time.now = 30_000
    breaker.admit('m')?.succeeded()
    fail(4)
    expect(breaker.admit('m')).not.toBeNull()
  })

  test('opens for another thirty seconds after a probe that fails', () => {
    const { time, breaker, fail } = breakerAtZero()
    fail(5)
    time.now = 30_000
    fail(1)
    time.now = 59_999
    expect(breaker.admit('m')).toBeNull()
    time.now = 60_000
    expect(breaker.admit('m')).not.toBeNull()
  })

  test('an abandoned probe leaves its place to the next', () => {
    const { time, breaker, fail } = breakerAtZero()
    fail(5)
    time.now = 30_000
    breaker.admit('m')?.abandoned()
    expect(breaker.admit('m')).not.toBeNull()
  })

  test('keeps a circuit for each key', () => {
    const { breaker, fail } = breakerAtZero()
    fail(5)
    expect(breaker.admit('another')).not.toBeNull()
  })
})
