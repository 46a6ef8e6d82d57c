// What the documents show, run as it stands there against a server.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { codeBlock } from './code-block'
import { apiKey, type RunningServer, startServer } from './server-process'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const agents = readFileSync(join(root, 'docs/agents.md'), 'utf8')
const hasPython = isInstalled('python3')
const hasCurl = isInstalled('curl')
if (!hasPython || !hasCurl) console.info('note: python3 or curl is not installed here: their examples are not run')

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
/** Stands for the reader's folder: the server's key is in it, and the files that the documents tell to make. */
const folder = mkdtempSync(join(tmpdir(), 'parley-reader-'))

beforeAll(async () => {
  database = await freshDatabase()
  // Without a model's key, as the documents assume.
  server = await startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto' })
  mkdirSync(join(folder, '.data'))
  writeFileSync(join(folder, '.data/secrets.json'), JSON.stringify({ adminApiKey: apiKey }))
})

afterAll(async () => {
  await server.stop()
  await database.drop()
  rmSync(folder, { recursive: true })
})

test.runIf(hasPython)('the Python client talks with the demo agent', async () => {
  writeFileSync(join(folder, 'client.py'), here(codeBlock(readme, 'python')))
  const said = await run('python3', ['client.py'])
  expect(said).toMatch(/^Welcome to MRI Eligibility Support/)
  expect(said).toContain('Thank you, Jack!')
  expect(said).toContain("'user_responded', 'variables_extracted:first_name,zip_code', 'always'")
  expect(said).toMatch(/'success': True.*'total_turns': 1/)
})

test.runIf(hasPython && hasCurl)('the signed curl line makes a session', async () => {
  const said = await run('bash', ['-c', here(codeBlock(readme, 'sh', '### With curl'))])
  expect(JSON.parse(said)).toMatchObject({ status: 'active', session_id: expect.stringMatching(/^text_/) })
})

test('the terminal client moves on, and says why', async () => {
  const line = codeBlock(readme, 'sh', '### In the terminal').trim()
  const said = await run('sh', ['-c', `${line} -- --url ${server.url}`], {
    cwd: root,
    input: 'My name is Jack and my zip code is 30301\n/why\n',
  })
  expect(said).toContain('first_name=Jack, zip_code=30301')
  expect(said).toMatch(/✓ variables_extracted:first_name,zip_code → personalized_greeting/)
})

test('both queries on the log run', async () => {
  const said = await run('sh', ['-c', codeBlock(readme, 'sh', '### The log is plain PostgreSQL')], { cwd: root })
  expect(said).toContain('My name is Jack and my zip code is 30301')
  expect(said).toMatch(/date +\| +messages/)
})

test.runIf(hasPython)(
  'the agent of the guide imports without a warning, is exported as it came, and talks',
  async () => {
    writeFileSync(join(folder, 'agent.json'), codeBlock(agents, 'json'))
    writeFileSync(join(folder, 'import.py'), here(codeBlock(agents, 'python')))
    const said = await run('python3', ['import.py'])
    expect(said).toContain("'action': 'created'")
    expect(said.match(/'validation_warnings': \[\]/g)).toHaveLength(2)
    expect(said).toMatch(/True$/)

    const line = codeBlock(agents, 'sh', 'Talk with it').trim()
    const talk = await run('sh', ['-c', `${line} --url ${server.url}`], {
      cwd: root,
      input: "can I book a tour?\nI'm Ada, we are four\nwhen are you open?\nthis is a complaint!\nit was cold\n",
    })
    expect(talk).toContain('Thank you, Ada: a tour for 4 is booked.')
    expect(talk).toContain('I cannot answer that here.')
    expect(talk).toContain('(global_intent:complaint)')
    expect(talk).toContain('Thank you, and goodbye.')
  },
)

/** The document's example, asking our server instead of the one at the usual address. */
function here(text: string): string {
  return text.replaceAll('http://127.0.0.1:3000', server.url)
}

/** What a command printed. Rejects where it fails. */
function run(command: string, args: string[], { cwd = folder, input = '' } = {}): Promise<string> {
  const { PATH = '', HOME = folder } = process.env
  const env = { PATH, HOME, DATABASE_URL: database.url, ADMIN_API_KEY: apiKey, NODE_ENV: 'production' as const }
  const child = spawn(command, args, { cwd, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
    })
  child.stdin.end(input)
  return new Promise((done, fail) => {
    child.on('close', (code) => (code === 0 ? done(output.trim()) : fail(new Error(output))))
  })
}

function isInstalled(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0
}
