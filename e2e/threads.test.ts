// Contract 3 as its own client uses it, against the built server, without a model and with one.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runInThisContext } from 'node:vm'
import { transform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDatabase } from '@/test/database'
import { type FakeAnswer, type FakeProvider, type FakeRequest, startFakeProvider } from '@/test/fake-provider'
import { type RunningServer, startServer } from './server-process'
import { hasContract, publishedAddress, publishedBlock } from './threads-contract'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await start()
  await server.printed(/data source music_store was made/)
})

afterAll(async () => {
  await server.stop()
  await database.drop()
})

const start = () => startServer({ DATABASE_URL: database.url, LANGUAGE: 'auto', LOG_LEVEL: 'info' })

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const json = { 'content-type': 'application/json', ...headers }
  const response = await fetch(server.url + path, { method, headers: json, ...sent })
  return { status: response.status, headers: response.headers, body: await response.json() }
}

/** The published block runs as it stands, its example too; only the machine behind its address is ours. */
async function publishedClient(url: string) {
  const { code } = await transform(publishedBlock('class ChinookAgentAPI'), { loader: 'ts', target: 'esnext' })
  const run = runInThisContext(`(async (fetch, console) => { ${code}\nreturn ChinookAgentAPI })`)
  const said: string[] = []
  const toUs: typeof fetch = (input, init) => fetch(String(input).replace(publishedAddress, url), init)
  const Client = await run(toUs, { log: (line: string) => said.push(line) })
  return { client: new Client(url), said }
}

describe.runIf(hasContract)('the published client', () => {
  test('says who it is, and is greeted: its own example', async () => {
    const { said, client } = await publishedClient(server.url)
    expect(said).toEqual(['Hello Frank. How can I help you?', 'Thread has 3 messages'])
    expect(await client.healthCheck()).toEqual({ status: 'healthy', agent_name: 'sql_agent' })
  })

  test('has the published conversation, without a model: 13 for 0.99, and 145 for 13.86', async () => {
    const { client } = await publishedClient(server.url)
    const { thread_id, debug_info } = await client.sendMessage('im frank harris')
    expect(debug_info.tool_calls).toMatchObject([
      {
        tool_name: 'update_user_name',
        args: { new_first_name: 'Frank', new_last_name: 'Harris' },
        output: 'Updated user name to Frank Harris.',
      },
    ])
    const cheapest = await client.sendMessage('what was my most cheap purchase?', thread_id)
    expect(cheapest.response).toMatch(/^Frank, .*\b13\b.*\b0\.99\b/)
    const dearest = await client.sendMessage('what about the most expensive?', thread_id)
    expect(dearest.response).toMatch(/^Frank, .*\b145\b.*\b13\.86\b/)
    expect(dearest.debug_info.tool_calls).toMatchObject([{ tool_name: 'execute_sql' }])

    expect(await client.getThread(thread_id)).toMatchObject({ thread_id, title: 'Im frank harris', message_count: 9 })
    const { messages, total } = await client.getMessages(thread_id)
    expect([total, messages.map(({ role }: { role: string }) => role)]).toEqual([
      9,
      ['user', 'tool', 'assistant', 'user', 'tool', 'assistant', 'user', 'tool', 'assistant'],
    ])
    expect((await client.getMessages(thread_id, 2, 7)).messages).toEqual(messages.slice(7))
    expect((await client.listThreads(1)).threads[0].thread_id).toBe(thread_id)
  })

  test('gets no data before a name, and none for a name that nobody has', async () => {
    const { client } = await publishedClient(server.url)
    const first = await client.sendMessage('what was my most cheap purchase?')
    expect(first.response).toMatch(/name/)
    expect(first.debug_info.tool_calls).toEqual([])
    const wrong = await client.sendMessage('im frank nobody', first.thread_id)
    expect(wrong.response).toMatch(/nobody named/i)
    const again = await client.sendMessage('what was my most cheap purchase?', first.thread_id)
    expect(again.response).not.toMatch(/0\.99/)
  })

  test('deletes a thread, and is told of one that is gone', async () => {
    const { client } = await publishedClient(server.url)
    const { thread_id } = await client.createThread('Soon gone')
    await client.deleteThread(thread_id)
    await expect(client.deleteThread(thread_id)).rejects.toThrow('Thread not found')
    await expect(client.sendMessage(' ')).rejects.toThrow(/^Invalid request: message /)
    expect(await client.getThread(thread_id)).toMatchObject({ detail: 'Thread not found' })
  })

  test('finds in every answer what its interfaces promise, and nothing else', async () => {
    const { client } = await publishedClient(server.url)
    const sent = await client.sendMessage('im frank harris')
    const answers: [string, unknown][] = [
      ['ThreadInfo', await client.createThread('Typed')],
      ['ThreadInfo', await client.getThread(sent.thread_id)],
      ['ThreadListResponse', await client.listThreads()],
      ['MessagesResponse', await client.getMessages(sent.thread_id)],
      ['ChatResponse', sent],
    ]
    expect(await typeFaults(answers)).toBe('')
    expect(await typeFaults([['ThreadInfo', { thread_id: 1 }]])).toMatch(/TS2322|TS2739/)
  })
})

/** What the compiler says of answers as values of the published interfaces; empty for nothing. */
async function typeFaults(answers: readonly [type: string, answer: unknown][]): Promise<string> {
  const interfaces = [
    ...['interface ThreadCreate ', 'interface ThreadListResponse', "role: 'user' | 'assistant' | 'tool'"],
    ...['interface ToolCallInfo', 'class ChinookAgentAPI'],
  ].map(publishedBlock)
  const values = answers.map(([type, answer], at) => `export const answer${at}: ${type} = ${JSON.stringify(answer)}`)
  const folder = mkdtempSync(join(tmpdir(), 'parley-types-'))
  try {
    writeFileSync(join(folder, 'answers.ts'), [...interfaces, ...values].join('\n'))
    const flags = ['--noEmit', '--strict', '--target', 'esnext', '--module', 'esnext', '--lib', 'esnext,dom']
    const compiler = join(import.meta.dirname, '../node_modules/typescript/bin/tsc')
    await promisify(execFile)(process.execPath, [compiler, ...flags, 'answers.ts'], { cwd: folder })
    return ''
  } catch (error) {
    return z.object({ stdout: z.string() }).parse(error).stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a thread is found again by a server that starts anew, and knows whom it speaks with', async () => {
  const thread_id = 'kept-over-a-restart'
  const greeted = await ask('POST', '/chat', { thread_id, message: 'im frank harris' })
  expect(greeted.body).toMatchObject({ thread_id, response: 'Hello Frank. How can I help you?' })
  const before = await ask('GET', `/threads/${thread_id}/messages`)
  await server.stop()
  server = await start()
  expect((await ask('GET', `/threads/${thread_id}/messages`)).body).toEqual(before.body)
  const answer = await ask('POST', '/chat', { thread_id, message: 'what was my most cheap purchase?' })
  expect(answer.body.response).toMatch(/^Frank, .*\b13\b.*\b0\.99\b/)
})

describe('paths that are pages too', () => {
  const page = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

  test.each(['/', '/chat'])(
    'GET %s is a page for a browser, an answer for clients, and no cache may mix them',
    async (path) => {
      const seen = await fetch(server.url + path, { headers: page })
      expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      const told = await fetch(server.url + path)
      expect(told.headers.get('content-type')).toMatch(/^application\/json/)
      for (const { headers } of [seen, told]) expect(headers.get('vary')).toMatch(/\bAccept\b/i)
    },
  )

  test('POST /chat is the API’s whatever a browser accepts, and says so where it is asked with GET', async () => {
    const said = await ask('POST', '/chat', { message: 'hello' }, page)
    expect([said.status, typeof said.body.response]).toEqual([200, 'string'])
    const wrong = await ask('GET', '/chat')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test.each(['/threads', '/chat'])('%s may be called from any page', async (path) => {
    const asked = { origin: 'https://any.example', 'access-control-request-method': 'POST' }
    const preflight = await fetch(server.url + path, {
      method: 'OPTIONS',
      headers: { ...asked, 'access-control-request-headers': 'content-type' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type')
  })
})

describe.runIf(hasContract)('with a model', () => {
  let provider: FakeProvider
  let ownDatabase: Awaited<ReturnType<typeof freshDatabase>>
  let modelServer: RunningServer

  beforeAll(async () => {
    ownDatabase = await freshDatabase()
    provider = await startFakeProvider()
    provider.otherwise(answerByReading)
    modelServer = await startServer({
      ...{ DATABASE_URL: ownDatabase.url, LANGUAGE: 'auto', LOG_LEVEL: 'info' },
      ...{ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-test', OPENAI_MODEL: 'reader' },
    })
    await modelServer.printed(/data source music_store was made/)
  })

  afterAll(async () => {
    await modelServer.stop()
    await provider.close()
    await ownDatabase.drop()
  })

  test('the published conversation: names, queries and figures go through its tools', async () => {
    const { client } = await publishedClient(modelServer.url)
    const { thread_id, response, debug_info } = await client.sendMessage('im frank harris')
    expect(response).toBe('Hello Frank! How can I help you today?')
    expect(debug_info).toMatchObject({ model_name: 'reader', tool_calls: [{ tool_name: 'update_user_name' }] })
    const cheapest = await client.sendMessage('what was my most cheap purchase?', thread_id)
    expect(cheapest.response).toBe('Frank, it was Invoice ID 13, totaling $0.99.')
    const dearest = await client.sendMessage('what about the most expensive?', thread_id)
    expect(dearest.response).toBe('Frank, it was Invoice ID 145, totaling $13.86.')
    expect(dearest.debug_info.tool_calls[0].args.query).toContain('DESC')
  })
})

const message = z.looseObject({ role: z.string(), content: z.unknown().optional() })

/** Names whoever names themselves, asks the data for their invoices, and puts into words what the tools have answered. */
function answerByReading({ messages }: FakeRequest['body']): FakeAnswer {
  const read = z.array(message).parse(messages)
  const last = read.at(-1)
  const text = String(last?.content)
  if (last?.role === 'tool') return says(afterTool(text))
  if (/frank harris/i.test(text)) return uses('update_user_name', { new_first_name: 'Frank', new_last_name: 'Harris' })
  const order = /expensive/.test(text) ? 'DESC' : 'ASC'
  return uses('execute_sql', {
    query: `SELECT invoice_id, total FROM invoice ORDER BY total ${order}, invoice_id LIMIT 1`,
  })
}

function afterTool(output: string): string {
  if (output.includes('Updated user name')) return 'Hello Frank! How can I help you today?'
  const [, invoice, total] = /\[\[(\d+),"?([\d.]+)"?\]\]/.exec(output) ?? []
  return `Frank, it was Invoice ID ${invoice}, totaling $${total}.`
}

const says = (text: string): FakeAnswer => ({ kind: 'text', chunks: text.split(/(?<= )/) })
const uses = (name: string, args: object): FakeAnswer => ({
  kind: 'tool-calls',
  calls: [{ id: `call_${name}`, name, fragments: [JSON.stringify(args)] }],
})
