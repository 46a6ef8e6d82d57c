import { expect, test } from 'vitest'
import { silentLog } from '@/test/silent-log'
import { createSweepLoop } from './sweep-loop'

test('the sweeper asks until no dead turn is left, and says what it closed', async () => {
  const told: unknown[] = []
  const log = { ...silentLog, warn: (_: string, fields?: object) => void told.push(fields) }
  let dead = 250
  const store = {
    async sweepDeadTurns(_: unknown, limit: number) {
      const closed = Math.min(limit, dead)
      dead -= closed
      return closed
    },
  }
  const loop = createSweepLoop({ store, log, everyMs: 5_000 })
  await loop.runOnce()
  expect(dead).toBe(0)
  expect(told).toEqual([{ turns: 100 }, { turns: 100 }, { turns: 50 }])
  await loop.runOnce()
  expect(told).toHaveLength(3)
})
