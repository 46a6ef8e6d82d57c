import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { agentsConsole, tourDesk } from '@/lib/dialects/console/agents/test-agents'
import { platformKey } from '@/lib/http/test-kit'
import { runAgent } from './run-agent'
import { closedOrigin } from './test-peer'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agents-'))
  await writeFile(join(folder, 'wrong.json'), JSON.stringify({ agent: { id: 'a', name: 'A' }, workflow: {} }))
  await writeFile(join(folder, 'blank.json'), JSON.stringify(tourDesk()))
  await writeFile(join(folder, 'cut.json'), '{"agent": ')
})
afterAll(() => rm(folder, { recursive: true }))

/** The rows of the console behind a socket, an agent that is published, and the tool as it is called. */
async function tool() {
  const api = await agentsConsole({ now: Date.now() })
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const { method = 'GET', url = '/' } = request
    const init = { method, headers, ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) }
    const answer = await api.handle(new Request(`http://parley.test${url}`, init))
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const agent = await api.published()

  /** `AGENT` stands for the agent, `./` for the folder. */
  async function run(...argv: string[]) {
    const named = argv.map((arg) => arg.replace('AGENT', agent.agentId).replace('./', `${folder}/`))
    return runs([...named, '--url', `http://127.0.0.1:${port}`])
  }

  async function writes(name: string, document: object) {
    await writeFile(join(folder, name), JSON.stringify(document))
  }

  return { ...api, agent, run, writes }
}

async function runs(argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const environment = { adminApiKey: platformKey, dataDir: folder, databaseUrl: null, noColor: true }
  const status = await runAgent({ argv, environment, stdout, stderr, pausesMs: [] })
  stdout.end()
  stderr.end()
  return { status, shown: await text(stdout), errors: await text(stderr) }
}

const greets = { opening: { contains: ['Welcome'] }, steps: [{ says: 'My name is Ada', expect: { node: 'thanks' } }] }

test('lint tells errors with their place and fails, and passes a document with warnings alone', async () => {
  const { run } = await tool()
  const wrong = await run('lint', './wrong.json')
  expect(wrong).toMatchObject({ status: 1, errors: '' })
  expect(wrong.shown).toMatch(/wrong\.json: error: workflow\.initial_node: is required\n/)
  const warned = await run('lint', './blank.json')
  expect(warned).toMatchObject({ status: 0, shown: expect.stringMatching(/warning: workflow\.nodes\[0\]/) })
})

test('test runs the draft, a version or a file, and says what was missed', async () => {
  const { run, call, agent, writes } = await tool()
  expect(await run('test', 'AGENT')).toMatchObject({ status: 0, shown: 'It has no tests.\n' })
  await call('POST', `${agent.path}/tests`, { name: 'gives a name', document: greets })
  expect(await run('test', 'AGENT')).toMatchObject({ status: 0, shown: expect.stringMatching(/1 of 1 tests passed/) })
  await writes('short.json', tourDesk('Hi.', agent.agentId))
  const failed = await run('test', 'AGENT', './short.json')
  expect(failed.status).toBe(1)
  expect(failed.shown).toMatch(
    /^FAIL gives a name \(\d+ ms\)\n +at the beginning: “Hi\.”\n +expected to hear “Welcome”\n0 of 1 tests passed\.\n$/,
  )
  expect((await run('test', 'AGENT', '--version', '1')).status).toBe(0)
  expect(await run('test', 'AGENT', './wrong.json')).toMatchObject({ status: 1, errors: expect.stringMatching(/422/) })
})

test('diff says in words what another version, a draft or a file changes', async () => {
  const { run, call, agent, writes } = await tool()
  expect((await run('diff', 'AGENT', '1', 'draft')).shown).toBe('Nothing has changed.\n')
  await call('PUT', `${agent.path}/draft`, { document: tourDesk('Hi.', agent.agentId), revision: 0 })
  const said = 'The node “Greeting” says “Hi.” instead of “Welcome. What is your name?”\n'
  expect(await run('diff', 'AGENT', '1', 'draft')).toEqual({ status: 0, shown: said, errors: '' })
  await writes('same.json', tourDesk('Welcome. What is your name?', agent.agentId))
  expect((await run('diff', 'AGENT', './same.json', 'draft')).shown).toBe(said)
})

test('publish puts a file in force, with what has changed, and not over somebody’s draft', async () => {
  const { run, call, agent, writes } = await tool()
  await writes('next.json', tourDesk('Hi.', agent.agentId))
  expect(await run('publish', 'AGENT', './next.json', '--notes', 'shorter')).toEqual({
    ...{ status: 0, shown: 'Version 2 is in force.\n', errors: '' },
  })
  expect((await call('GET', agent.path)).body).toMatchObject({
    ...{ active_version: 2, newest_versions: [{ notes: 'shorter' }, {}] },
  })
  await call('PUT', `${agent.path}/draft`, { document: { agent: {} }, revision: 0 })
  const refused = await run('publish', 'AGENT', './next.json')
  expect(refused).toMatchObject({ status: 1, errors: expect.stringMatching(/--replace/) })
  expect((await run('publish', 'AGENT', './next.json', '--replace')).shown).toBe('Version 3 is in force.\n')
})

test('publish --tested publishes nothing that fails its tests; without a file it is the draft', async () => {
  const { run, call, agent } = await tool()
  await call('POST', `${agent.path}/tests`, { name: 'gives a name', document: greets })
  expect(await run('publish', 'AGENT')).toMatchObject({ status: 1, errors: 'There is no draft to publish.\n' })
  await call('PUT', `${agent.path}/draft`, { document: tourDesk('Hi.', agent.agentId), revision: 0 })
  const failed = await run('publish', 'AGENT', '--tested')
  expect(failed).toMatchObject({ status: 1, shown: expect.stringMatching(/Nothing was published\.\n$/) })
  expect((await run('publish', 'AGENT')).shown).toBe('Version 2 is in force.\n')
})

test.each([
  [['test', '22222222-2222-4222-8222-222222222222'], 1, /404/],
  [['lint', './nowhere.json'], 1, /cannot be read/],
  [['lint', './cut.json'], 1, /cut\.json is not valid JSON/],
  [['diff', 'AGENT', '1'], 2, /Say lint/],
  [['test', 'AGENT', './x.json', '--version', '1'], 2, /Say lint/],
  [['test', 'AGENT', '--version', 'last'], 2, /whole number/],
  [['forget', 'AGENT'], 2, /Say lint/],
  [['lint', './x.json', '--loud'], 2, /--loud/],
] as const)('%j fails with %i and a reason', async (argv, status, reason) => {
  const { run } = await tool()
  expect(await run(...argv)).toMatchObject({ status, shown: '', errors: expect.stringMatching(reason) })
})

test('help is given, and that no server answers is said', async () => {
  expect(await runs(['--help'])).toMatchObject({ status: 0, shown: expect.stringMatching(/npm run agent/) })
  const away = await runs(['test', 'x', '--url', await closedOrigin()])
  expect(away).toMatchObject({ status: 1, errors: expect.stringMatching(/No server answers/) })
})
