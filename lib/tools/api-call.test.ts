import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/domain/clock'
import type { ApiCall } from '@/lib/domain/workflow'
import { type Receiver, startReceiver } from '@/test/receiver'
import { silentLog } from '@/test/silent-log'
import { abortableDelay } from './abortable-delay'
import { performApiCall } from './api-call'
import { createEgress } from './guarded-http'

const open: Receiver[] = []

afterEach(async () => {
  for (const receiver of open.splice(0)) await receiver.close()
})

/** Answers each request with the next of these; the last one again and again. */
async function answering(...answers: ((response: ServerResponse) => void)[]): Promise<Receiver> {
  let asked = 0
  const started = await startReceiver((_, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)]
    asked += 1
    answer?.(response)
  })
  open.push(started)
  return started
}

const status =
  (code: number, body = '') =>
  (response: ServerResponse) =>
    response.writeHead(code).end(body)
const hangUp = (response: ServerResponse) => response.destroy()

function call(url: string, change: Partial<ApiCall> = {}): ApiCall {
  return {
    method: 'GET',
    url,
    headers: {},
    queryParams: {},
    body: null,
    timeoutSeconds: 5,
    retry: { maxRetries: 2, initialDelayMs: 500, maxDelayMs: 900, backoffMultiplier: 2 },
    responseExtraction: [],
    responseSizeLimitBytes: 15_000,
    allowedHosts: null,
    ...change,
  }
}

/** Performs the call; waits are noted in `delays` and take no time. */
async function perform(made: ApiCall, signal = new AbortController().signal) {
  const delays: number[] = []
  const ports = {
    egress: createEgress({ allow: ['127.0.0.1'], log: silentLog }),
    clock: systemClock,
    delay: async (ms: number) => {
      delays.push(ms)
    },
  }
  const { outcome, variables } = await performApiCall(made, ports, { idempotencyKey: 'turn-node-1', signal })
  return { outcome, variables, delays }
}

describe('what is sent', () => {
  test('query parameters are appended to those of the address', async () => {
    const api = await answering(status(200))
    await perform(call(`${api.url}/search?kind=a%20b`, { queryParams: { q: 'été & co', zip: '30301' } }))
    expect(api.received[0]?.path).toBe('/search?kind=a%20b&q=%C3%A9t%C3%A9+%26+co&zip=30301')
  })

  test('a body goes as JSON', async () => {
    const api = await answering(status(200))
    await perform(call(api.url, { method: 'POST', body: { name: 'Jack' } }))
    expect(api.received[0]).toMatchObject({ method: 'POST', body: '{"name":"Jack"}' })
    expect(api.received[0]?.headers['content-type']).toBe('application/json')
  })

  test('a configured content type stays', async () => {
    const api = await answering(status(200))
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    await perform(call(api.url, { method: 'POST', headers, body: 'a=b' }))
    expect(api.received[0]).toMatchObject({ body: 'a=b', headers: { 'content-type': headers['Content-Type'] } })
  })

  test('every attempt carries the same Idempotency-Key', async () => {
    const api = await answering(status(500), status(200))
    await perform(call(api.url, { method: 'POST' }))
    expect(api.received.map((request) => request.headers['idempotency-key'])).toEqual(['turn-node-1', 'turn-node-1'])
  })
})

describe('what comes of it', () => {
  test('a 2xx succeeds and its body is kept', async () => {
    const api = await answering(status(201, '{"ok":true}'))
    const { outcome, variables } = await perform(call(`${api.url}/x?token=abc`))
    expect(outcome).toMatchObject({
      method: 'GET',
      url: `${api.url}/x`,
      status: 201,
      ok: true,
      error: null,
      attempts: 1,
    })
    expect(variables).toEqual({
      __api_success: true,
      __api_failed: false,
      __api_status_code: 201,
      __api_response_body: '{"ok":true}',
      __api_error: null,
    })
  })

  test.each([400, 401, 404, 422, 302])('%i fails without another attempt', async (code) => {
    const api = await answering(status(code, 'no'))
    const { outcome, variables, delays } = await perform(call(api.url))
    expect(outcome).toMatchObject({ ok: false, status: code, attempts: 1 })
    expect(variables).toMatchObject({
      __api_success: false,
      __api_failed: true,
      __api_status_code: code,
      __api_response_body: 'no',
      __api_error: `HTTP ${code}`,
    })
    expect(delays).toEqual([])
  })

  test.each([
    ['a 500', status(500)],
    ['a 503', status(503)],
    ['a 429', status(429)],
    ['a broken connection', hangUp],
  ])('%s is tried again, with growing delays, until it succeeds', async (_, failure) => {
    const api = await answering(failure, failure, status(200))
    const { outcome, delays } = await perform(call(api.url))
    expect(outcome).toMatchObject({ ok: true, status: 200, attempts: 3 })
    expect(delays).toEqual([500, 900])
  })

  test('after the last retry the last answer stands', async () => {
    const api = await answering(status(503, 'down'))
    const { outcome, variables } = await perform(call(api.url))
    expect(outcome).toMatchObject({ ok: false, status: 503, attempts: 3 })
    expect(variables.__api_response_body).toBe('down')
  })

  test('no answer at all has no status', async () => {
    const api = await answering(hangUp)
    const { outcome, variables } = await perform(call(api.url))
    expect(outcome).toMatchObject({ ok: false, status: null, attempts: 3 })
    expect(variables).toMatchObject({ __api_failed: true, __api_status_code: null, __api_response_body: '' })
    expect(variables.__api_error).toEqual(expect.any(String))
  })

  test.each([
    ['an address that is none', 'not a url'],
    ['an address inside', 'http://10.0.0.1/'],
    ['an unfilled template', 'http://{{host}}/'],
  ])('%s fails at once with no request made', async (_, url) => {
    const { outcome, delays } = await perform(call(url))
    expect(outcome).toMatchObject({ ok: false, status: null, attempts: 0 })
    expect(delays).toEqual([])
  })

  test('a host off the list fails at once with no request made', async () => {
    const api = await answering(status(200))
    const { outcome } = await perform(call(api.url, { allowedHosts: ['api.example.com'] }))
    expect(outcome).toMatchObject({ ok: false, attempts: 0, error: '127.0.0.1 is not among the allowed hosts' })
    expect(api.received).toEqual([])
  })

  test('an abort ends the retries', async () => {
    const abort = new AbortController()
    const api = await answering((response) => {
      response.writeHead(500).end()
    })
    const ports = {
      egress: createEgress({ allow: ['127.0.0.1'], log: silentLog }),
      clock: systemClock,
      delay: (ms: number, signal: AbortSignal) => {
        abort.abort('cancelled')
        return abortableDelay(ms, signal)
      },
    }
    const made = call(api.url, {
      retry: { maxRetries: 9, initialDelayMs: 60_000, maxDelayMs: 60_000, backoffMultiplier: 1 },
    })
    const { outcome } = await performApiCall(made, ports, { idempotencyKey: 'k', signal: abort.signal })
    expect(outcome).toMatchObject({ ok: false, attempts: 1 })
  })
})

describe('response_extraction', () => {
  const want = (path: string, defaultValue: string | null = null) => ({ path, variableName: 'v', defaultValue })
  const body = JSON.stringify({ user: { name: 'Ann', tags: ['a', { id: 7 }] }, empty: null, no: false, zero: 0 })

  test.each([
    ['a key', want('user.name'), 'Ann'],
    ['an index', want('user.tags.0'), 'a'],
    ['a key in an array', want('user.tags.1.id'), 7],
    ['an object', want('user.tags.1'), { id: 7 }],
    ['false', want('no', 'x'), false],
    ['zero', want('zero', 'x'), 0],
    ['a missing key', want('user.age'), null],
    ['a missing key with a default', want('user.age', 'unknown'), 'unknown'],
    ['null with a default', want('empty', 'none'), 'none'],
    ['an index past the end', want('user.tags.9', 'x'), 'x'],
    ['a key of every object', want('user.constructor', 'x'), 'x'],
    ['a path through a text', want('user.name.length', 'x'), 'x'],
  ])('%s', async (_, extraction, value) => {
    const api = await answering(status(200, body))
    const { variables } = await perform(call(api.url, { responseExtraction: [extraction] }))
    expect(variables.v).toEqual(value)
  })

  test('is skipped for a body that is not JSON, which is kept as text', async () => {
    const api = await answering(status(200, 'Sold out'))
    const { variables, outcome } = await perform(call(api.url, { responseExtraction: [want('a', 'x')] }))
    expect(outcome.ok).toBe(true)
    expect(variables).not.toHaveProperty('v')
    expect(variables.__api_response_body).toBe('Sold out')
  })

  test('is skipped for a failed call', async () => {
    const api = await answering(status(404, body))
    const { variables } = await perform(call(api.url, { responseExtraction: [want('user.name')] }))
    expect(variables).not.toHaveProperty('v')
  })

  test("cannot set the server's own variables", async () => {
    const api = await answering(status(200, '{"a":1}'))
    const extraction = { path: 'a', variableName: '__identity', defaultValue: null }
    const { variables } = await perform(call(api.url, { responseExtraction: [extraction] }))
    expect(variables).not.toHaveProperty('__identity')
  })

  test('a body over the size limit is cut and says so', async () => {
    const api = await answering(status(200, JSON.stringify({ a: 'x'.repeat(500) })))
    const { variables } = await perform(call(api.url, { responseSizeLimitBytes: 100, responseExtraction: [want('a')] }))
    expect(variables).toMatchObject({ __api_success: true, __api_error: 'The answer was cut at 100 bytes' })
    expect(variables.__api_response_body).toHaveLength(100)
    expect(variables).not.toHaveProperty('v')
  })

  test('characters that the database refuses are replaced', async () => {
    const api = await answering(status(200, '{"a":"x\\u0000y\\ud800z"}'))
    const { variables } = await perform(call(api.url, { responseExtraction: [want('a')] }))
    expect(variables.v).toBe('x\uFFFDy\uFFFDz')
  })

  test('an answer of brackets does not exhaust the stack', async () => {
    const api = await answering(status(200, `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`))
    const made = call(api.url, { responseSizeLimitBytes: 50_000, responseExtraction: [want('a')] })
    expect(JSON.stringify((await perform(made)).variables.v)).toContain('null')
  })
})

describe('the value of an auth or key header appears in no error', () => {
  test('where the error would repeat it', async () => {
    const headers = { 'X-Api-Key': '10.0.0.1', Accept: 'closed' }
    const { outcome, variables } = await perform(call('http://10.0.0.1/', { headers }))
    expect(outcome.error).toBe('[hidden] is an address of a closed range (private)')
    expect(variables.__api_error).toBe(outcome.error)
  })

  test('where the value itself is what is wrong', async () => {
    const headers = { Authorization: 'Bearer s3cret\nX-Evil: 1' }
    const { outcome } = await perform(call('http://127.0.0.1:1/', { headers }))
    expect(outcome.error).toBe('The value of header "authorization" has forbidden characters')
  })
})
