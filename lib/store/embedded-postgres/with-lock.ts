import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/domain/errors'
import { joinRegister, livingIn, type Registration } from '@/lib/store/embedded-postgres/process-register'

/**
 * Does the work while no other process (and no other call in this one) works under the same folder.
 * Each contender enters the folder and then looks who else is there: of two, at least the later sees the earlier and
 * steps back. A holder that died is no longer among the living, so nothing has to be broken open.
 * Throws AppError SERVER_ERROR when the holder has not finished within `waitMs`.
 */
export async function withLock<T>(folder: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const lock = await acquire(folder, performance.now() + waitMs)
  try {
    return await work()
  } finally {
    lock.leave()
  }
}

async function acquire(folder: string, deadline: number): Promise<Registration> {
  for (;;) {
    if (livingIn(folder).length === 0) {
      const entry = joinRegister(folder)
      if (livingIn(folder).every((name) => name === entry.name)) return entry
      entry.leave()
    }
    if (performance.now() > deadline) throw new AppError('SERVER_ERROR', stuck(folder))
    // Random, so that two that stepped back do not meet again and again.
    await sleep(3 + Math.random() * 20)
  }
}

function stuck(folder: string): string {
  const pids = livingIn(folder).map((name) => name.split('_')[0])
  return `Process ${pids.join(', ')} has been starting or stopping the embedded database for minutes: end it and start again.`
}
