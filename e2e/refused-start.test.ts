// Starts that cannot succeed: status 1 and one sentence that says what to do, never a stack.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { failToStart, type RunningServer, startServer } from './server-process'

const nobody = 65534
let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url })
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

test('a taken port', async () => {
  const { port } = new URL(server.url)
  expect(await refusal({ PORT: port, DATABASE_URL: database.url })).toBe(
    `127.0.0.1:${port} is taken by another program. Stop it, or choose another port: PORT=${Number(port) + 1} npm start.`,
  )
})

test('an address of another machine', async () => {
  expect(await refusal({ HOST: '192.0.2.1', PORT: '0', DATABASE_URL: database.url })).toBe(
    '192.0.2.1 is no address of this machine. Set HOST to one that is.',
  )
})

test('everything that is wrong with the environment, in one sentence', async () => {
  const wrong = { PORT: 'abc', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' }
  expect(await refusal(wrong)).toBe(
    'The environment cannot be used: PORT must be a whole number; DATABASE_URL must begin with postgresql://; ' +
      'LOG_LEVEL must be debug, info, warn or error.',
  )
})

test('a list of hosts with something else in it', async () => {
  expect(await refusal({ PORT: '0', DATABASE_URL: database.url, EGRESS_ALLOW: 'ok.example,not a host' })).toBe(
    'EGRESS_ALLOW: "not a host" is neither a host, host:port nor a CIDR block.',
  )
})

test('a database that was set up with another AUTH_SECRET', async () => {
  const other = { AUTH_SECRET: 'another-root-secret-of-32-characters-or-more' }
  expect(await refusal({ PORT: '0', DATABASE_URL: database.url, ...other })).toMatch(
    /^This database was set up with another AUTH_SECRET\. Set AUTH_SECRET to that value/,
  )
})

test('a database that does not answer, or does not exist', async () => {
  expect(await refusal({ PORT: '0', DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/parley' })).toBe(
    'PostgreSQL does not answer at DATABASE_URL. Start it, or unset DATABASE_URL for the embedded one.',
  )
  const missing = database.url.replace(/\/test_\w+\?/, '/no_such_database?')
  expect(await refusal({ PORT: '0', DATABASE_URL: missing })).toBe(
    'The database named in DATABASE_URL does not exist. Create it first.',
  )
})

test('a data folder that this user may not read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-closed-'))
  chmodSync(folder, 0)
  // Root reads everything: there it is somebody else who starts.
  const uid = process.getuid?.() === 0 ? nobody : undefined
  try {
    const sentence = await refusal({ PORT: '0', DATA_DIR: folder, AUTH_SECRET: '' }, uid)
    expect(sentence).toContain(folder)
    expect(sentence).toMatch(/cannot be read \(EACCES\)\. Start as the user that owns it, or set DATA_DIR/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('secrets that are damaged, unless all of them are set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-damaged-'))
  writeFileSync(join(folder, 'secrets.json'), '{"authSec')
  try {
    expect(await refusal({ PORT: '0', DATA_DIR: folder, DATABASE_URL: database.url })).toContain(
      'It is damaged: restore',
    )
    const given = { ADMIN_PASSWORD: 'a-password-of-tests' }
    const healthy = await startServer({ DATA_DIR: folder, DATABASE_URL: database.url, ...given })
    expect(await healthy.stop()).toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** What a start said before it ended with status 1. */
async function refusal(env: Record<string, string>, uid?: number): Promise<string> {
  const { code, output } = await failToStart(env, uid)
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+/m)
  expect(code).toBe(1)
  const [sentence, ...others] = output.split('\n').filter((line) => line.startsWith('Parley '))
  expect(others).toEqual([])
  return (sentence ?? output).replace('Parley did not start. ', '')
}
