// What docs/chatbots.md shows, run as it stands there against a server.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { apiKey, type RunningServer, startServer } from './server-process'

const guide = readFileSync(join(import.meta.dirname, '../docs/chatbots.md'), 'utf8')
const password = 'the-console-password-of-tests'
const tools = ['curl', 'openssl', 'bash'].filter((tool) => spawnSync(tool, ['--version']).error)
if (tools.length > 0) console.info(`note: not installed here, so the guide is not run: ${tools.join(', ')}`)

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
/** Stands for the reader's folder: the server's key is in it. */
const folder = mkdtempSync(join(tmpdir(), 'parley-reader-'))

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto', ADMIN_PASSWORD: password })
  mkdirSync(join(folder, '.data'))
  writeFileSync(join(folder, '.data/secrets.json'), JSON.stringify({ adminApiKey: apiKey }))
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  rmSync(folder, { recursive: true })
})

test.runIf(tools.length === 0)('tokens, a chatbot, its documents, sharing and conversations, one after another', () => {
  const blocks = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block)
  const script = blocks.join('\necho\n').replaceAll('http://127.0.0.1:3000', server.url)
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, PASSWORD: password },
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  const answers = stdout.split('\n').flatMap((line) => line.match(/\{.*?\}(?=\{|$)/g) ?? [])
  const said = answers.map((line) => JSON.parse(line))
  expect(said).toEqual([
    { documents: [expect.objectContaining({ file_name: 'repairs.md', outcome: 'added' })] },
    { documents: [expect.objectContaining({ file_name: 'repairs.md' })] },
    expect.objectContaining({ external_user_id: 'u-18', role: 'user' }),
    expect.objectContaining({ chatbot_name: 'Bike shop', greeting: 'Hello. Ask me about repairs.' }),
    { conversations: [], next: null },
    expect.objectContaining({ slug: 'demo', my_role: 'owner', documents: 3 }),
  ])
})
