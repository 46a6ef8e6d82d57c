import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { runPsql } from './run-psql'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function psql(argv: string[], options: { input?: string; databaseUrl?: string | null; dataDir?: string } = {}) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end(options.input ?? '')
  const status = await runPsql({
    argv,
    environment: {
      adminApiKey: null,
      dataDir: options.dataDir ?? '/nowhere',
      databaseUrl: options.databaseUrl === undefined ? database.url : options.databaseUrl,
      noColor: false,
    },
    hasPsql: () => false,
    stdin,
    stdout,
    stderr,
  })
  stdout.end()
  stderr.end()
  return { status, shown: await text(stdout), errors: await text(stderr) }
}

describe('where psql is not installed', () => {
  test('-c runs statements and shows their rows as PostgreSQL writes them', async () => {
    const { status, shown } = await psql([
      '-c',
      'SELECT 1 AS one, \'{"a": 1}\'::jsonb AS json, null AS nothing; SELECT true',
    ])
    expect(status).toBe(0)
    expect(shown).toContain(' one | json     | nothing\n-----+----------+---------\n 1   | {"a": 1} |\n(1 row)')
    expect(shown).toContain(' t\n(1 row)')
  })

  test('contract 1’s two sample queries run as printed, piped', async () => {
    const input = `SELECT
    c.session_id,
    c.status,
    c.total_turns,
    c.collected_data,
    m.role,
    m.content,
    m.created_at
FROM text_conversations c
JOIN text_conversation_messages m ON m.conversation_id = c.id
WHERE c.session_id = 'text_abc123'
ORDER BY m.sequence;

SELECT
    DATE(created_at) as date,
    COUNT(*) as messages
FROM text_conversation_messages
WHERE created_at >= NOW() - INTERVAL '7 days'
GROUP BY DATE(created_at)
ORDER BY date;
`
    const { status, shown, errors } = await psql([], { input })
    expect([status, errors, shown.match(/\(0 rows\)/g)?.length]).toEqual([0, '', 2])
  })

  test('\\dt lists the tables, without the partitions', async () => {
    const { shown } = await psql([], { input: '\\dt\n' })
    expect(shown).toMatch(/public +\| text_conversation_messages +\|/)
    expect(shown).not.toMatch(/text_conversation_messages_/)
  })

  test('an error is told in the database’s words, with status 1, and ends it', async () => {
    const { status, shown, errors } = await psql(['-c', 'SELECT 1; SELECT nonsense; SELECT 2 AS two'])
    expect([status, errors]).toEqual([1, expect.stringContaining('ERROR: column "nonsense" does not exist')])
    expect(shown).not.toContain('two')
  })

  test('-f runs a file, and one that is not there is one sentence', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-psql-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'a.sql'), 'SELECT 41 + 1 AS answer')
    expect((await psql(['-f', join(folder, 'a.sql')])).shown).toContain('42')
    expect(await psql(['-f', '/nowhere/x'])).toMatchObject({
      status: 1,
      errors: '/nowhere/x cannot be read (ENOENT).\n',
    })
  })

  test('what only psql knows is refused with status 2', async () => {
    expect(await psql(['--csv'])).toMatchObject({ status: 2, errors: expect.stringContaining('psql is not installed') })
  })
})

test('the embedded database is found by the data folder, and where none runs one sentence says so', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-psql-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const none = await psql(['-c', 'SELECT 1'], { databaseUrl: null, dataDir })
  expect([none.status, none.errors]).toEqual([1, expect.stringContaining(`No database runs in ${dataDir}`)])
  await writeFile(join(dataDir, 'postgres.json'), JSON.stringify({ url: database.url }))
  expect((await psql(['-c', 'SELECT 1'], { databaseUrl: null, dataDir })).status).toBe(0)
  await writeFile(
    join(dataDir, 'postgres.json'),
    JSON.stringify({ url: 'postgresql://postgres@localhost/x?host=/nowhere' }),
  )
  const stale = await psql(['-c', 'SELECT 1'], { databaseUrl: null, dataDir })
  expect([stale.status, stale.errors]).toEqual([1, expect.stringContaining('The database does not answer')])
})
