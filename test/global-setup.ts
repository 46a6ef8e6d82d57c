// One PostgreSQL for the whole test run, in a temporary folder and without fsync, with one migrated template database.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbeddedPostgres } from '@/lib/store/embedded-postgres/open-embedded-postgres'
import { createPool } from '@/lib/store/postgres/create-pool'
import { migrate } from '@/lib/store/postgres/migrate'
import { silentLog } from '@/test/silent-log'

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the test cluster that no test writes to. */
    clusterUrl: string
    templateDatabase: string
  }
}

const templateDatabase = 'parley_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  // Root's database may run as another account, which has to get through.
  chmodSync(folder, 0o711)
  const cluster = await openEmbeddedPostgres({ dataDir: folder, log: silentLog, fsync: false })
  const teardown = async () => {
    await cluster.release()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await makeTemplate(cluster.url)
  } catch (error) {
    await teardown()
    throw error
  }
  project.provide('clusterUrl', cluster.url)
  project.provide('templateDatabase', templateDatabase)
  return teardown
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const cluster = createPool(clusterUrl, 1)
  await cluster.query(`CREATE DATABASE ${templateDatabase}`)
  await cluster.end()
  const template = createPool(clusterUrl.replace('/parley?', `/${templateDatabase}?`), 1)
  await migrate(template)
  await template.end()
}
