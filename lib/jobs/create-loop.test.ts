import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { silentLog } from '@/test/silent-log'
import { createLoop } from './create-loop'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a loop', () => {
  test('works at once and again after each pause', async () => {
    let passes = 0
    const loop = createLoop({ name: 'test', everyMs: 5_000, work: async () => (passes += 1), log: silentLog })
    loop.start()
    await vi.advanceTimersByTimeAsync(0)
    expect(passes).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(passes).toBe(3)
  })

  test('logs a pass that fails and goes on', async () => {
    const errors: unknown[] = []
    const log = { ...silentLog, error: (_: string, fields?: object) => void errors.push(fields) }
    let passes = 0
    const work = async () => {
      passes += 1
      if (passes === 1) throw new Error('the database is away')
    }
    const loop = createLoop({ name: 'wakes', everyMs: 5_000, work, log })
    loop.start()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(passes).toBe(2)
    expect(errors).toEqual([{ loop: 'wakes', error: 'Error: the database is away' }])
  })

  test('told of work, passes at once, or once more right after the running pass', async () => {
    const held = Promise.withResolvers<void>()
    let passes = 0
    const work = async () => {
      passes += 1
      if (passes === 2) await held.promise
    }
    const loop = createLoop({ name: 'test', everyMs: 5_000, work, log: silentLog })
    loop.nudge()
    expect(passes).toBe(0)
    loop.start()
    await vi.advanceTimersByTimeAsync(0)
    loop.nudge()
    expect(passes).toBe(2)
    loop.nudge()
    loop.nudge()
    expect(passes).toBe(2)
    held.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(passes).toBe(3)
    await vi.advanceTimersByTimeAsync(4_999)
    expect(passes).toBe(3)
    await vi.advanceTimersByTimeAsync(1)
    expect(passes).toBe(4)
    await loop.stop()
    loop.nudge()
    expect(passes).toBe(4)
  })

  test('never has two passes at a time', async () => {
    const held = Promise.withResolvers<void>()
    let passes = 0
    const work = () => {
      passes += 1
      return held.promise
    }
    const loop = createLoop({ name: 'test', everyMs: 5, work, log: silentLog })
    loop.start()
    const joined = loop.runOnce()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(passes).toBe(1)
    held.resolve()
    await joined
    await vi.advanceTimersByTimeAsync(5)
    expect(passes).toBe(2)
  })

  test('stops after the running pass and begins no other', async () => {
    const held = Promise.withResolvers<void>()
    let passes = 0
    let hasStopped = false
    const work = () => {
      passes += 1
      return held.promise
    }
    const loop = createLoop({ name: 'test', everyMs: 5, work, log: silentLog })
    loop.start()
    const stopped = loop.stop().then(() => {
      hasStopped = true
    })
    await vi.advanceTimersByTimeAsync(100)
    expect(hasStopped).toBe(false)
    held.resolve()
    await stopped
    await vi.advanceTimersByTimeAsync(100)
    expect(passes).toBe(1)
  })

  test('that has stopped does not start again', async () => {
    let passes = 0
    const loop = createLoop({ name: 'test', everyMs: 5, work: async () => (passes += 1), log: silentLog })
    await loop.stop()
    loop.start()
    await vi.advanceTimersByTimeAsync(100)
    expect(passes).toBe(0)
  })

  test('tells whoever asks for a single pass that it failed', async () => {
    const work = () => Promise.reject(new Error('no'))
    await expect(createLoop({ name: 'test', everyMs: 5, work, log: silentLog }).runOnce()).rejects.toThrow('no')
  })
})
