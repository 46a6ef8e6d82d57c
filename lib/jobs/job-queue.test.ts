import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { silentLog } from '@/test/silent-log'
import { createJobQueue } from './job-queue'

let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

function queueOn(url: string) {
  return createJobQueue({ connectionString: url, log: silentLog })
}

test('two servers may start and schedule at the same time; a due job runs in one of them', async () => {
  const queues = [queueOn(database.url), queueOn(database.url)]
  const ran = Promise.withResolvers<void>()
  let runs = 0
  const work = async () => {
    runs += 1
    ran.resolve()
  }
  await Promise.all(queues.map((queue) => queue.start()))
  await Promise.all(queues.map((queue) => queue.schedule('upkeep', '17 3 * * *', work)))
  const clerk = new PgBoss({ connectionString: database.url, schema: 'pgboss' })
  clerk.on('error', () => undefined)
  await clerk.start()
  expect((await clerk.getSchedules()).map(({ name, cron }) => [name, cron])).toEqual([['upkeep', '17 3 * * *']])
  await clerk.send('upkeep')
  await ran.promise
  await Promise.all([...queues, clerk].map((queue) => queue.stop()))
  expect(runs).toBe(1)
}, 30_000)

test('a queue that was stopped leaves its schedule to the next start', async () => {
  const queue = queueOn(database.url)
  await queue.start()
  await expect(queue.schedule('upkeep', '18 3 * * *', async () => {})).resolves.toBeUndefined()
  await queue.stop()
}, 30_000)

test('scheduling before the start is refused', async () => {
  const queue = queueOn(database.url)
  await expect(queue.schedule('upkeep', '* * * * *', async () => {})).rejects.toThrow()
})

test('an unreadable cron expression is refused', async () => {
  const queue = queueOn(database.url)
  await queue.start()
  await expect(queue.schedule('upkeep', 'every night', async () => {})).rejects.toThrow()
  await queue.stop()
}, 30_000)
