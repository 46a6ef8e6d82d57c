import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createTokens } from '@/lib/http/tokens'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenant } from './demo-ids'
import { runKeys } from './run-keys'

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4), monotonic: () => 0 }
const other = '22222222-2222-4222-8222-222222222222'

async function storeWithTenants(): Promise<Store> {
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: demoTenant, name: 'Demo' })
  await store.access.addTenant(platform, { id: other, name: 'Other \x1b[31m' })
  return store
}

async function keys(store: Store, ...argv: string[]) {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const status = await runKeys({
    argv,
    openStore: async () => ({ ...store, close: async () => {} }),
    clock,
    stdout,
    stderr,
  })
  stdout.end()
  stderr.end()
  return { status, shown: await text(stdout), errors: await text(stderr) }
}

test('add shows the key once: list never does', async () => {
  const store = await storeWithTenants()
  const { status, shown } = await keys(store, 'add', '--tenant', other, '--name', 'billing')
  const secret = /key {2}(parley_[\w-]{43})\n/.exec(shown)?.[1]
  const [kept] = await store.access.listKeys(platform)
  expect([status, kept?.secret, kept?.tenantId, kept?.name]).toEqual([0, secret, other, 'billing'])
  expect(shown).toContain('Other \\x1b[31m')
  const listed = await keys(store, 'list')
  expect(listed.shown).toMatch(
    new RegExp(`${kept?.id} \\| ${other} \\| billing \\| 2026-01-02 03:04 UTC \\| never +\\| active`),
  )
  expect(listed.shown).not.toContain('parley_')
})

test('a key is the demo tenant’s where none is named, and list may show one tenant’s alone', async () => {
  const store = await storeWithTenants()
  await keys(store, 'add')
  await keys(store, 'add', '-t', other)
  const { shown } = await keys(store, 'list', '-t', other)
  expect(shown).toContain(other)
  expect(shown).not.toContain(demoTenant)
})

test('revoke ends a key once', async () => {
  const store = await storeWithTenants()
  const { shown } = await keys(store, 'add')
  const id = /id {3}(\S+)/.exec(shown)?.[1] ?? ''
  expect((await keys(store, 'revoke', id)).status).toBe(0)
  expect((await keys(store, 'list')).shown).toContain('revoked 2026-01-02 03:04 UTC')
  expect(await keys(store, 'revoke', id)).toMatchObject({
    status: 1,
    errors: `There is no active key ${id}; list shows them.\n`,
  })
})

test('rotate-tokens makes another key sign, and what was signed before stays good', async () => {
  const store = await storeWithTenants()
  const secret = Buffer.alloc(32, 7)
  const subject = { subject: 'person:1', tenantId: demoTenant, audience: 'api' } as const
  const before = await createTokens({ secret, clock, store: store.tokens }).issue(subject, 60)
  const { status, shown } = await keys(store, 'rotate-tokens')
  const id = /Key (\S+) signs/.exec(shown)?.[1]
  expect([status, shown]).toEqual([0, expect.stringMatching(/Nobody is logged out/)])
  const tokens = createTokens({ secret, clock, store: store.tokens })
  expect(decodeProtectedHeader(await tokens.issue(subject, 60)).kid).toBe(id)
  expect(await tokens.verify(before, 'api')).toMatchObject({ subject: 'person:1' })
})

describe('what makes no sense is refused in words', () => {
  test.each([
    [[], 2, /Say add, list, revoke KEY_ID or rotate-tokens/],
    [['revoke'], 2, /Say add, list, revoke/],
    [['rotate-tokens', 'now'], 2, /Say add, list, revoke/],
    [['add', '--nmae', 'x'], 2, /--nmae/],
    [['add', '--tenant', 'nobody'], 1, /There is no tenant nobody/],
  ])('%j', async (argv, status, sentence) => {
    const said = await keys(await storeWithTenants(), ...argv)
    expect([said.status, said.errors]).toEqual([status, expect.stringMatching(sentence)])
  })
})
