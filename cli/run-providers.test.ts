import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { tryProvider } from '@/lib/try-provider'
import { startFakeAnthropic } from '@/test/fake-anthropic'
import { silentLog } from '@/test/silent-log'
import { runProviders } from './run-providers'

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4), monotonic: () => 0 }
const tenantId = '22222222-2222-4222-8222-222222222222'
const key = 'sk-very-secret'

async function world(EGRESS_ALLOW: string[] = []) {
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'A clinic' })
  const run = async (argv: readonly string[], stdin = '') => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const status = await runProviders({
      argv,
      openStore: async () => ({ ...store, close: async () => {} }),
      tryProvider: (provider) => tryProvider(provider, { EGRESS_ALLOW }, silentLog),
      environmentValue: (name) => (name === 'CLAUDE_KEY' ? key : undefined),
      clock,
      ...{ stdin: Readable.from([stdin]), stdout, stderr },
    })
    stdout.end()
    stderr.end()
    return { status, shown: await text(stdout), errors: await text(stderr) }
  }
  return { store, run }
}

test('add takes the key from the variable that it is told; nothing shows it again', async () => {
  const { store, run } = await world()
  const added = await run(['add', 'claude', '--kind', 'anthropic', '--key-env', 'CLAUDE_KEY'])
  expect([added.status, added.errors]).toEqual([0, ''])
  const kept = await store.providers.findProvider(platform, 'claude')
  expect(kept).toMatchObject({ apiKey: key, kind: 'anthropic', baseUrl: null, model: 'claude-sonnet-4-5' })
  const listed = await run(['list'])
  expect(listed.shown).toMatch(/claude +\| anthropic \| claude-sonnet-4-5 \| its own service \| every tenant/)
  expect(added.shown + listed.shown).not.toContain(key)
})

test('add takes the key from standard input, for one tenant, and none where there is to be none', async () => {
  const { store, run } = await world()
  await run(['add', 'mine', '--kind', 'google', '-t', tenantId], `${key}\n`)
  expect(await store.providers.findProvider(tenant(tenantId), 'mine')).toMatchObject({ apiKey: key, tenantId })
  expect(await store.providers.findProvider(platform, 'mine')).toBeNull()
  await run(['add', 'local', '--kind', 'openai', '--base-url', 'http://10.0.0.5:8000/v1/', '--model', 'm', '--no-key'])
  const local = await store.providers.findProvider(platform, 'local')
  expect(local).toMatchObject({ apiKey: null, baseUrl: 'http://10.0.0.5:8000/v1' })
})

test('remove ends a provider once, and only in its own place', async () => {
  const { run } = await world()
  await run(['add', 'claude', '--kind', 'anthropic'], key)
  expect((await run(['remove', 'claude', '-t', tenantId])).status).toBe(1)
  expect((await run(['remove', 'claude'])).status).toBe(0)
  expect(await run(['remove', 'claude'])).toMatchObject({
    status: 1,
    errors: expect.stringContaining('no provider claude'),
  })
})

describe('test', () => {
  test('asks the provider for a word and tells time and tokens', async () => {
    await using server = await startFakeAnthropic()
    server.answer({ kind: 'text', chunks: ['ready'] })
    const { run } = await world(['127.0.0.1'])
    await run(['add', 'claude', '--kind', 'anthropic', '--base-url', server.url], key)
    const tested = await run(['test', 'claude'])
    expect(tested.status).toBe(0)
    expect(tested.shown).toMatch(/claude answers with claude-sonnet-4-5 in \d+ ms, 12 tokens in, 7 out: ready/)
  })

  test('says why a provider does not answer, without its key', async () => {
    await using server = await startFakeAnthropic()
    server.otherwise({ kind: 'status', status: 401, body: { error: { type: 'authentication_error', message: key } } })
    const { run } = await world(['127.0.0.1'])
    await run(['add', 'claude', '--kind', 'anthropic', '--base-url', server.url], key)
    const tested = await run(['test', 'claude'])
    expect(tested).toMatchObject({ status: 1, errors: expect.stringContaining('HTTP 401 (authentication_error)') })
    expect(tested.errors).not.toContain(key)
  })

  test('does not reach a private address that EGRESS_ALLOW does not list', async () => {
    await using server = await startFakeAnthropic()
    const { run } = await world()
    await run(['add', 'claude', '--kind', 'anthropic', '--base-url', server.url], key)
    expect((await run(['test', 'claude'])).errors).toContain('closed range')
    expect(server.requests).toEqual([])
  })
})

describe('what makes no sense is refused in words', () => {
  test.each<[string[], string, number, RegExp]>([
    [[], '', 2, /Say add NAME/],
    [['add', 'x'], key, 2, /--kind is one of/],
    [['add', 'x', '--kind', 'azure', '--model', 'm'], key, 2, /azure needs --base-url/],
    [['add', 'x', '--kind', 'openai', '--base-url', 'https://u:p@example.org'], key, 2, /without a password/],
    [['add', 'x', '--kind', 'openai', '--key', key], '', 2, /--key/],
    [['add', 'x', '--kind', 'openai', '--key-env', key], '', 2, /name of an environment variable/],
    [['add', 'x', '--kind', 'openai', '--key-env', 'NOT_SET'], '', 1, /empty or not set/],
    [['add', 'x', '--kind', 'openai'], '', 1, /No key on standard input/],
    [['add', 'x', '--kind', 'openai'], 'two words', 1, /not one word/],
    [['add', 'x', '--kind', 'openai', '-t', 'nobody'], key, 1, /no tenant nobody/],
    [['test', 'x'], '', 1, /no provider x/],
  ])('%j', async (argv, stdin, status, sentence) => {
    const { run } = await world()
    const said = await run(argv, stdin)
    expect([said.status, said.errors]).toEqual([status, expect.stringMatching(sentence)])
    expect(said.errors).not.toContain(key)
  })

  test('the same name twice', async () => {
    const { run } = await world()
    await run(['add', 'x', '--kind', 'openai'], key)
    const again = await run(['add', 'x', '--kind', 'openai'], key)
    expect(again).toMatchObject({ status: 1, errors: expect.stringContaining('exists already') })
  })
})
