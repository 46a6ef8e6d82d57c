import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { Parser } from '@/lib/knowledge/parse/create-parser'
import { testParser } from '@/lib/knowledge/test-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenant } from './demo-ids'
import { runKnowledge } from './run-knowledge'

const other = '22222222-2222-4222-8222-222222222222'
const encoder = createEncoder()
let parser: Parser
let folder: string

beforeAll(async () => {
  parser = await testParser()
  folder = await mkdtemp(join(tmpdir(), 'knowledge-'))
  await writeFile(join(folder, 'hours.md'), '# Opening hours\n\nWe are open from Monday to Friday, 8 am to 6 pm.\n')
  await writeFile(join(folder, 'fees.csv'), 'Scan,Price\nHead,900 dollars\nKnee,700 dollars\n')
  await writeFile(join(folder, 'broken.pdf'), 'no PDF')
  await writeFile(join(folder, 'song.mp3'), 'la')
})
afterAll(() => Promise.all([encoder.close(), rm(folder, { recursive: true })]))

async function storeWithTenants(): Promise<Store> {
  const store = createMemoryStore(systemClock)
  for (const id of [demoTenant, other]) await store.access.addTenant(platform, { id, name: 'Clinic' })
  return store
}

async function knowledge(store: Store, ...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const openStore = async () => ({ ...store, close: async () => {} })
  const files = argv.map((arg) => arg.replace('./', `${folder}/`))
  const status = await runKnowledge({ argv: files, openStore, encoder, parser, clock: systemClock, stdout, stderr })
  stdout.end()
  stderr.end()
  return { status, shown: await text(stdout), errors: await text(stderr) }
}

test('files are read into a base, listed, searched, and removed', async () => {
  const store = await storeWithTenants()
  const added = await knowledge(store, 'add', './hours.md', './fees.csv', '--base', 'Front desk')
  expect(added.errors).toBe('')
  expect(added.shown).toMatch(/^hours\.md is ready: 1 passage \([\w-]{36}\)\nfees\.csv is ready: 1 passage \(/)
  expect((await knowledge(store, 'list')).shown).toMatch(/Front desk \| 2/)
  expect((await knowledge(store, 'list', '-b', 'Front desk')).shown).toMatch(/hours\.md \| ready/)
  const { shown } = await knowledge(store, 'search', 'when are you open on Friday?', '-b', 'Front desk')
  expect(shown).toMatch(/^1\. hours, Opening hours \(\d\.\d\d\)\n {3}We are open from Monday to Friday/)
  const id = /hours\.md is ready: 1 passage \((.{36})\)/.exec(added.shown)?.[1] ?? ''
  expect(await knowledge(store, 'remove', id)).toMatchObject({ status: 0 })
  const after = await knowledge(store, 'search', 'when are you open on Friday?', '-b', 'Front desk')
  expect(after.shown).toMatch(/^The documents do not say/)
  expect(after.shown).not.toContain('Monday')
})

test('a file that cannot be read is a failure with its reason; the same file again is a duplicate', async () => {
  const store = await storeWithTenants()
  const first = await knowledge(store, 'add', './broken.pdf', './hours.md', '-b', 'x')
  expect([first.status, first.shown]).toEqual([1, expect.stringMatching(/broken\.pdf failed: It is named as a PDF/)])
  const again = await knowledge(store, 'add', './hours.md', '-b', 'x')
  expect([again.status, again.shown]).toEqual([0, expect.stringMatching(/^hours\.md is in x already/)])
})

test('a tenant sees its own bases alone', async () => {
  const store = await storeWithTenants()
  await knowledge(store, 'add', './hours.md', '-b', 'Ours')
  expect((await knowledge(store, 'list', '-t', other)).shown).toMatch(/no knowledge bases/)
  const searched = await knowledge(store, 'search', 'hours', '-b', 'Ours', '-t', other)
  expect([searched.status, searched.errors]).toEqual([1, 'There is no knowledge base Ours; list shows them.\n'])
})

describe('what makes no sense is refused in words', () => {
  test.each([
    [[], 2, /Say add FILE/],
    [['add', './hours.md'], 2, /--base NAME/],
    [['add', './nowhere.md', '-b', 'x'], 1, /nowhere\.md cannot be read/],
    [['add', './song.mp3', '-b', 'x'], 1, /song\.mp3: only PDF, DOCX/],
    [['remove', 'nothing'], 1, /There is no document nothing/],
    [['list', '-t', 'nobody'], 1, /There is no tenant nobody/],
    [['list', '--bse', 'x'], 2, /--bse/],
  ])('%j', async (argv, status, sentence) => {
    const said = await knowledge(await storeWithTenants(), ...argv)
    expect([said.status, said.errors]).toEqual([status, expect.stringMatching(sentence)])
  })
})
