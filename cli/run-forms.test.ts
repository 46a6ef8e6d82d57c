import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newForm } from '@/lib/domain/apply-form-change'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { openingOf } from '@/lib/store/store-fixtures'
import { movableClock } from '@/test/movable-clock'
import { demoTenant } from './demo-ids'
import { runForms } from './run-forms'

const clock = movableClock(Date.UTC(2026, 10, 21, 12))
const field = (id: string, type: string, more = {}) => ({ id, type, label: id, question: `Your ${id}?`, ...more })
const document = JSON.stringify(
  { form: { id: 42, name: 'Contact', fields: [field('name', 'name'), field('phone', 'phone', { sensitive: true })] } },
  null,
  3,
)
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forms-'))
  await writeFile(join(folder, 'contact.json'), document)
  await writeFile(join(folder, 'wrong.json'), '{"form": {"name": " ", "fields": []}}')
  await writeFile(join(folder, 'cut.json'), '{"form": {')
})
afterAll(() => rm(folder, { recursive: true }))

async function newStore(): Promise<Store> {
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: demoTenant, name: 'Clinic' })
  return store
}

async function forms(store: Store, ...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const openStore = async () => ({ ...store, close: async () => {} })
  const args = argv.map((arg) => arg.replace('./', `${folder}/`))
  const server = { hasModel: false, address: 'http://localhost:3000' }
  const status = await runForms({ argv: args, openStore, ...server, clock, stdout, stderr })
  stdout.end()
  stderr.end()
  return { status, shown: await text(stdout), errors: await text(stderr) }
}

async function answered(store: Store): Promise<void> {
  const agentId = (await store.forms.findForm(tenant(demoTenant), demoTenant, 42))?.agentId ?? ''
  const opening = openingOf(demoTenant, { as: { dialect: 'forms', externalId: '7' } })
  const form = { ...newForm('form'), order: ['name', 'phone'], outcome: 'complete' as const }
  const state = { ...opening.result.state, variables: { name: 'Ada', phone: '+41791234567' }, form }
  const result = { ...opening.result, agentId, state }
  await store.conversations.openConversation(tenant(demoTenant), { ...opening, result })
}

test('a form is imported, listed, imported again, and exported to the letter', async () => {
  const store = await newStore()
  expect((await forms(store, 'list')).shown).toMatch(/no forms/)
  const first = await forms(store, 'import', './contact.json')
  expect(first).toMatchObject({ status: 0, errors: '' })
  expect(first.shown).toBe(
    'Contact is form 42, version 1, and in force.\nhttp://localhost:3000/chat?form_fields_id=42\n',
  )
  expect((await forms(store, 'import', './contact.json', '--inactive', '--notes', 'later')).shown).toMatch(
    /^Contact is form 42, version 2; it is not in force yet\./,
  )
  expect((await forms(store, 'list')).shown).toMatch(/42 \| Contact \| 1 +\| open +\| 0 +\| 0/)
  expect(await forms(store, 'export', '42', '--document')).toEqual({ status: 0, shown: document, errors: '' })
})

test('a dry run writes nothing', async () => {
  const store = await newStore()
  expect((await forms(store, 'import', './contact.json', '--dry-run')).shown).toBe(
    'Contact is valid; nothing was written.\n',
  )
  expect((await forms(store, 'list')).shown).toMatch(/no forms/)
})

test('responses are exported masked, in full where that is asked for, and into a file', async () => {
  const store = await newStore()
  await forms(store, 'import', './contact.json')
  await answered(store)
  expect((await forms(store, 'list')).shown).toMatch(/open +\| 1 +\| 1/)
  expect((await forms(store, 'export', '42', '--csv')).shown).toMatch(/,name,phone\r\n.*,Ada,••••4567\r\n$/)
  expect((await forms(store, 'export', '42', '--csv', '--reveal')).shown).toContain(',Ada,+41791234567\r\n')
  const out = await forms(store, 'export', '42', '--json', '--out', './answers.json')
  expect(out).toEqual({ status: 0, shown: '', errors: '' })
  const written = JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8'))
  expect(written).toMatchObject({ form_id: 42, responses: [{ communication_id: 7, answers: { name: 'Ada' } }] })
})

test.each([
  [['import', './wrong.json'], 1, /form\.name: .*\n.*form\.fields: /],
  [['import', './cut.json'], 1, /cut\.json is not valid JSON/],
  [['import', './nowhere.json'], 1, /cannot be read/],
  [['export', '43', '--csv'], 1, /Form not found/],
  [['export', '42', '--csv', '--out', './no/such/folder'], 1, /cannot be written/],
  [['list', '--tenant', '22222222-2222-4222-8222-222222222222'], 1, /There is no tenant/],
  [['export', '42'], 2, /--csv, --json or --document/],
  [['export', '42', '--csv', '--json'], 2, /--csv, --json or --document/],
  [['export', 'contact', '--csv'], 2, /number such as 42/],
  [['forget'], 2, /Say list/],
  [['list', '--all'], 2, /--all/],
] as const)('%j fails with %i and a reason', async (argv, status, reason) => {
  const store = await newStore()
  await forms(store, 'import', './contact.json')
  expect(await forms(store, ...argv)).toMatchObject({ status, shown: '', errors: expect.stringMatching(reason) })
})
