import { describe, expect, test } from 'vitest'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { startUpkeep } from './daily-upkeep'

/** Notes what is asked of the store and of the queue. */
function upkeepNotes(isBroken: boolean) {
  const asked: string[] = []
  const scheduled: { name: string; cron: string; work: () => Promise<void> }[] = []
  const upkeep = {
    async makePartitions(now: number, months: number) {
      if (isBroken) throw new Error('the database is away')
      asked.push(`partitions ${now} ${months}`)
      return []
    },
    async forgetExpired(now: number) {
      asked.push(`forget ${now}`)
    },
    async ping() {},
  }
  const queue = {
    async schedule(name: string, cron: string, work: () => Promise<void>) {
      scheduled.push({ name, cron, work })
    },
  }
  return { asked, scheduled, upkeep, queue }
}

describe('the upkeep', () => {
  test('is done at start and every night', async () => {
    const { asked, scheduled, upkeep, queue } = upkeepNotes(false)
    const clock = movableClock(1_000)
    await startUpkeep({ upkeep, queue, clock, log: silentLog })
    expect(asked).toEqual(['partitions 1000 3', 'forget 1000'])
    clock.advance(500)
    await scheduled[0]?.work()
    expect(asked.slice(2)).toEqual(['partitions 1500 3', 'forget 1500'])
    expect(scheduled.map(({ name, cron }) => [name, cron])).toEqual([['upkeep', '17 3 * * *']])
  })

  test('that fails at start does not keep the server from starting, and the nightly one tells the queue', async () => {
    const { scheduled, upkeep, queue } = upkeepNotes(true)
    await startUpkeep({ upkeep, queue, clock: movableClock(0), log: silentLog })
    await expect(scheduled[0]?.work()).rejects.toThrow(/away/)
  })
})
