import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import type { Upkeep } from '@/lib/domain/store'
import type { JobQueue } from './job-queue'

const monthsAhead = 3

export type UpkeepPorts = { upkeep: Upkeep; clock: Clock; log: Log }

/** Partitions of this month and three more, and the end of what has expired. Throws what the store throws. */
async function keepUp({ upkeep, clock, log }: UpkeepPorts): Promise<void> {
  const now = clock.now()
  const made = await upkeep.makePartitions(now, monthsAhead)
  if (made.length > 0) log.info('partitions were made', { partitions: made })
  await upkeep.forgetExpired(now)
}

/** Does the upkeep now and every night. A failure now is only logged: rows without a partition of their own have a default. */
export async function startUpkeep(ports: UpkeepPorts & { queue: Pick<JobQueue, 'schedule'> }): Promise<void> {
  try {
    await keepUp(ports)
  } catch (error) {
    ports.log.error('the upkeep failed and is tried again tonight', { error: String(error) })
  }
  await ports.queue.schedule('upkeep', '17 3 * * *', () => keepUp(ports))
}
