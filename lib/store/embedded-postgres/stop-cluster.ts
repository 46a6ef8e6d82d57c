import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/domain/errors'
import { type PostgresProcess, postgresOn, postmasterOf } from '@/lib/store/embedded-postgres/running-postgres'

const fastMs = 30_000
const orphanMs = 2_000
const immediateMs = 10_000

/** Stops the cluster in `folder`, fast and cleanly, and waits until its last process is gone. Nothing running is fine. */
export async function stopCluster(folder: string): Promise<void> {
  const postmaster = postmasterOf(postgresOn(folder))
  if (postmaster) {
    signal(postmaster, 'SIGINT')
    if (await gone(() => postgresOn(folder), fastMs)) return
  }
  await endOrphans(() => postgresOn(folder))
}

/** Processes whose postmaster was killed leave by themselves; one that is busy computing has to be told. */
export async function endOrphans(find: () => PostgresProcess[], graceMs = orphanMs): Promise<void> {
  if (await gone(find, graceMs)) return
  for (const one of find()) signal(one, 'SIGQUIT')
  if (await gone(find, immediateMs)) return
  const pids = find().map((one) => one.pid)
  throw new AppError('SERVER_ERROR', `PostgreSQL process ${pids.join(', ')} does not end: end it and start again.`)
}

async function gone(find: () => PostgresProcess[], withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs
  while (find().length > 0) {
    if (performance.now() > deadline) return false
    await sleep(10)
  }
  return true
}

function signal({ pid }: PostgresProcess, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // Gone since it was looked for: that is what the signal was to bring about.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
