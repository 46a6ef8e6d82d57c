import { type ConstructorOptions, PgBoss } from 'pg-boss'
import type { Log } from '@/lib/domain/log'

export type JobQueue = {
  start(): Promise<void>
  /** Waits up to five seconds for running jobs. */
  stop(): Promise<void>
  /**
   * Runs `work` by a cron expression in UTC, in one of the processes that share the database; a time missed while none ran
   * is made up for once. Work that rejects is tried again three times. After `start` only.
   */
  schedule(name: string, cron: string, work: () => Promise<void>): Promise<void>
}

/** Jobs carry ids, never content. `connectionString`: a PostgreSQL URL; the queue keeps its tables in schema `pgboss`. */
export function createJobQueue({ connectionString, log }: { connectionString: string; log: Log }): JobQueue {
  const options: ConstructorOptions = { connectionString, schema: 'pgboss', max: 2, application_name: 'parley-jobs' }
  const boss = new PgBoss(options)
  boss.on('error', (error) => log.error('the job queue failed and goes on', { error: String(error) }))
  return {
    async start() {
      await boss.start()
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
    async schedule(name, cron, work) {
      await boss.createQueue(name, { policy: 'exclusive', retryLimit: 3, retryDelay: 60, retryBackoff: true })
      await boss.schedule(name, cron, null, { tz: 'UTC', missed: 'once' })
      await boss.work(name, async () => {
        log.debug('a job runs', { job: name })
        await work()
      })
    },
  }
}
