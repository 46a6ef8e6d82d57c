// Starting, stopping and breaking the server with the embedded database, as an operator does: one data folder for all.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clusterFolder } from '@/lib/store/embedded-postgres/cluster-place'
import { dataPaths } from '@/lib/store/embedded-postgres/data-paths'
import { postgresOn, postmasterOf } from '@/lib/store/embedded-postgres/running-postgres'
import { call, demo, type RunningServer, startServer } from './server-process'

const dataDir = mkdtempSync(join(tmpdir(), 'parley-start-'))
const kept = { DATA_DIR: dataDir, AUTH_SECRET: '' }
const running = new Set<RunningServer>()

async function start(env: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer({ ...kept, ...env })
  running.add(server)
  void server.exited.then(() => running.delete(server))
  expect(server.output()).not.toMatch(/^\s+at .+:\d+:\d+/m)
  return server
}

const cluster = () => clusterFolder(dataPaths(dataDir))
const statusOf = async (server: RunningServer, path: string) => (await fetch(server.url + path)).status

/** A session in which one message was heard, and how to look at it again. */
async function talkTo(server: RunningServer) {
  const session = (await call(server.url, 'POST', '/api/chat/sessions', demo)).body
  const path = `/api/chat/sessions/${session.session_id}`
  await call(server.url, 'POST', `${path}/messages`, { content: 'My name is Jack, zip 30301' })
  return (at: RunningServer) => call(at.url, 'GET', path)
}

const heard = { status: 200, body: { turns: 1, collected_data: { first_name: 'Jack' } } }

afterAll(async () => {
  await Promise.all([...running].map((server) => server.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

test('the first start makes its secrets, closed to others, and prints address, login and key', async () => {
  const server = await start({ ADMIN_API_KEY: '' })
  expect(server.output()).toMatch(/address +http:\/\/127\.0\.0\.1:\d+\n/)
  expect(server.output()).toMatch(
    /login +http:\S+\/login, admin@localhost, password \S{12} {2}\(kept in .*secrets\.json\)/,
  )
  expect(server.output()).toMatch(/API key +pk_\S{32} {2}\(kept in .*secrets\.json\)/)
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  expect([await statusOf(server, '/health'), await statusOf(server, '/ready')]).toEqual([200, 200])

  expect(await server.stop()).toBe(0)
  expect(postgresOn(cluster())).toEqual([])
  expect(existsSync(join(dataDir, 'postgres.json'))).toBe(false)
})

test('the second start is ready within seconds and prints no secret', async () => {
  const began = performance.now()
  const server = await start({ ADMIN_API_KEY: '' })
  const seconds = (performance.now() - began) / 1000
  console.info(`a second start took ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(6)
  const secrets: unknown[] = Object.values(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')))
  expect(secrets).toHaveLength(3)
  expect(secrets.filter((secret) => server.output().includes(String(secret)))).toEqual([])
  await server.stop()
})

test('two servers share the database, and the last one that ends stops it', async () => {
  const [first, second] = await Promise.all([start(), start()])
  const look = await talkTo(first)
  expect(await look(second)).toMatchObject(heard)

  expect(await first.stop()).toBe(0)
  expect(await look(second)).toMatchObject(heard)
  expect(await second.stop()).toBe(0)
  expect(postgresOn(cluster())).toEqual([])
})

test('a server that is killed leaves nothing that the next start minds, and loses nothing', async () => {
  const killed = await start()
  const look = await talkTo(killed)
  await killed.stop('SIGKILL')
  const next = await start()
  expect(await look(next)).toMatchObject(heard)
  expect(await next.stop()).toBe(0)
  expect(postgresOn(cluster())).toEqual([])
})

test('while PostgreSQL is away a server is healthy and not ready; the next start brings it back for both', async () => {
  const server = await start()
  const look = await talkTo(server)
  killPostgres()
  expect([await statusOf(server, '/health'), await statusOf(server, '/ready')]).toEqual([200, 503])
  expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({ status: 'unavailable', reason: 'database' })
  expect((await look(server)).status).toBeGreaterThanOrEqual(500)

  const next = await start()
  expect(await statusOf(server, '/ready')).toBe(200)
  expect(await look(server)).toMatchObject(heard)
  expect(await look(next)).toMatchObject(heard)
  expect(await Promise.all([server.stop(), next.stop()])).toEqual([0, 0])
})

test('a server whose PostgreSQL was killed stops all the same, and the next start finds everything', async () => {
  const server = await start()
  const look = await talkTo(server)
  killPostgres()
  expect(await server.stop()).toBe(0)
  const next = await start()
  expect(await look(next)).toMatchObject(heard)
  await next.stop()
})

test.each([
  ['garbage', 'not a pid\n\0\n'],
  ['the number of a stranger', `${process.pid}\n/nowhere\n1\n5432\n/nowhere\n\n\nready\n`],
])('a pid file of PostgreSQL that holds %s does not stop a start', async (_, content) => {
  writeFileSync(join(cluster(), 'postmaster.pid'), content)
  const server = await start()
  expect(await statusOf(server, '/ready')).toBe(200)
  await server.stop()
})

/** All of it at once, as when memory runs out. */
function killPostgres(): void {
  const processes = postgresOn(cluster())
  expect(postmasterOf(processes)).not.toBeNull()
  for (const { pid } of processes) process.kill(pid, 'SIGKILL')
}
