import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Log } from '@/lib/domain/log'
import { type EmbeddedPostgres, openEmbeddedPostgres } from '@/lib/store/embedded-postgres/open-embedded-postgres'
import { readEmbeddedUrl } from '@/lib/store/embedded-postgres/read-embedded-url'
import { postgresOn, postmasterOf } from '@/lib/store/embedded-postgres/running-postgres'
import { socketFolderFor } from '@/lib/store/embedded-postgres/socket-folder'

const ignore = () => undefined
const log: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => log }

describe('openEmbeddedPostgres', { timeout: 20_000 }, () => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'parley-embedded-')))
  const dataDir = join(home, 'data')
  const cluster = join(dataDir, 'postgres')
  const open = () => openEmbeddedPostgres({ dataDir, log, fsync: false })

  beforeAll(async () => {
    const first = await open()
    await query(first.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (1)')
    await first.release()
  }, 20_000)
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  test('a second user attaches to the same server, and the last to release stops it', async () => {
    const [one, two] = [await open(), await open()]
    expect(two.url).toBe(one.url)
    expect(readEmbeddedUrl(dataDir)).toBe(one.url)
    await one.release()
    expect(await kept(two)).toBe(1)
    await two.release()
    expect(postgresOn(cluster)).toEqual([])
    expect(readEmbeddedUrl(dataDir)).toBeNull()
    await expect(query(two.url, 'SELECT 1')).rejects.toThrow()
  })

  test('a use that is released twice counts once', async () => {
    const [one, two] = [await open(), await open()]
    await Promise.all([one.release(), one.release()])
    expect(await kept(two)).toBe(1)
    await two.release()
  })

  test('users that come at the same moment make one cluster and share one server', async () => {
    const fresh = join(home, 'fresh')
    const users = await Promise.all([1, 2, 3].map(() => openEmbeddedPostgres({ dataDir: fresh, log, fsync: false })))
    expect(new Set(users.map((user) => user.url)).size).toBe(1)
    expect(existsSync(join(fresh, 'postgres.new'))).toBe(false)
    await Promise.all(users.map((user) => user.release()))
    expect(postgresOn(join(fresh, 'postgres'))).toEqual([])
  })

  test('after a server killed in use, the next open starts another and every committed row is there', async () => {
    const broken = await open()
    await query(broken.url, 'CREATE TABLE late AS SELECT 7 AS n')
    process.kill(postmasterPid(cluster), 'SIGKILL')
    const next = await open()
    expect(next.url).toBe(broken.url)
    expect(await query(next.url, 'SELECT n FROM late')).toEqual([{ n: 7 }])
    await broken.release()
    await next.release()
  })

  test.each([
    ['empty', ''],
    ['garbage', 'garbage\n'],
    ['the number of a process that is no database', `${process.pid}\n${cluster}\n1\n5432\n/tmp\n\n`],
  ])('a left-over postmaster.pid that is %s does not stop a start', async (_, content) => {
    writeFileSync(join(cluster, 'postmaster.pid'), content)
    const user = await open()
    expect(await kept(user)).toBe(1)
    await user.release()
  })

  test('a socket lock file that a killed server left behind does not stop a start', async () => {
    const sockets = socketFolderFor(dataDir)
    mkdirSync(sockets, { recursive: true, mode: 0o700 })
    writeFileSync(join(sockets, '.s.PGSQL.5432.lock'), `${process.pid}\n`)
    const user = await open()
    expect(await kept(user)).toBe(1)
    await user.release()
  })

  test('a server whose socket was swept away is replaced by one that can be reached', async () => {
    const unreachable = await open()
    rmSync(socketFolderFor(dataDir), { recursive: true })
    const next = await open()
    expect(await kept(next)).toBe(1)
    await unreachable.release()
    await next.release()
  })

  test('users that died do not keep the server running', async () => {
    const user = await open()
    writeFileSync(join(dataDir, 'postgres.users', `${process.pid}_boot.1_00000000`), '')
    await user.release()
    expect(postgresOn(cluster)).toEqual([])
  })

  test('a folder that holds something else is left as it is, and the sentence says what to do', async () => {
    const other = join(home, 'other')
    mkdirSync(join(other, 'postgres'), { recursive: true })
    writeFileSync(join(other, 'postgres', 'letter.txt'), 'dear')
    const opening = openEmbeddedPostgres({ dataDir: other, log, fsync: false })
    await expect(opening).rejects.toThrow(/is not empty and holds no PostgreSQL database: move what is in it away/)
    expect(readFileSync(join(other, 'postgres', 'letter.txt'), 'utf8')).toBe('dear')
  })

  test('a data folder that cannot be made is named in the sentence', async () => {
    const taken = join(home, 'taken')
    writeFileSync(taken, '')
    const opening = openEmbeddedPostgres({ dataDir: join(taken, 'data'), log, fsync: false })
    await expect(opening).rejects.toThrow(/data folder .*taken\/data cannot be made/)
  })
})

function postmasterPid(cluster: string): number {
  return postmasterOf(postgresOn(cluster))?.pid ?? Number.NaN
}

async function kept(user: EmbeddedPostgres): Promise<unknown> {
  return (await query(user.url, 'SELECT n FROM kept'))[0]?.n
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', ignore)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
