import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '@/lib/domain/errors'
import { errorBody } from './error-reply'
import { serve } from './serve'
import { get, post, signed, testServices } from './test-kit'
import { ask, secret, testRows, testServer } from './test-rows'

describe('an answer', () => {
  test('is JSON to the byte, not to be stored, and names its request', async () => {
    const { status, headers, body } = await ask(get('/api/things/caf%C3%A9?version=2'))
    expect(status).toBe(200)
    expect(body).toBe('{"id":"café","version":2}')
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'content-length': '26',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  test('is the same with a trailing slash, without a redirect', async () => {
    expect(await ask(get('/api/things/a/'))).toMatchObject({ status: 200, body: '{"id":"a","version":null}' })
  })

  test('without a body has no bytes and no content type', async () => {
    const { status, headers, body } = await ask(new Request('http://parley.test/api/things/a', { method: 'DELETE' }))
    expect([status, body, headers.get('content-type')]).toEqual([204, '', null])
  })

  test('to HEAD has the headers of GET and no body', async () => {
    const { status, headers, body } = await ask(new Request('http://parley.test/api/things/a', { method: 'HEAD' }))
    expect([status, body, headers.get('content-length')]).toEqual([200, '', '25'])
  })

  test('comes from the fixed path where a named one fits too', async () => {
    expect((await ask(get('/api/things/latest'))).body).toBe('{"id":"the latest"}')
  })

  test('goes by the path that the client sent, not the one that a rewrite made', async () => {
    const { body } = await ask(get('/somewhere/else', { 'x-parley-path': '/api/things/b/?version=3' }))
    expect(body).toBe('{"id":"b","version":3}')
  })
})

describe('404', () => {
  test.each(['/', '/api', '/api/things/a/b', '/api//things', '/api/things//', '/API/things', '//'])(
    'for %s',
    async (path) => {
      const { status, body } = await ask(get(path))
      expect([status, JSON.parse(body).code]).toEqual([404, 'NOT_FOUND'])
    },
  )
})

describe('405', () => {
  test('names the methods that the path has', async () => {
    const { status, headers, body } = await ask(post('/api/things/a', '{}'))
    expect([status, headers.get('allow'), JSON.parse(body).code]).toEqual([
      405,
      'GET, HEAD, DELETE',
      'METHOD_NOT_ALLOWED',
    ])
  })

  test('on a fixed path, even where a named one has the method', async () => {
    const { status, headers } = await ask(new Request('http://parley.test/api/things/latest', { method: 'DELETE' }))
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('500', () => {
  test('says nothing of the cause, which the log has under the id of the request', async () => {
    const { handle, log } = testServer()
    const response = await handle(get('/api/fail/bug'))
    const body = await response.text()
    expect([response.status, JSON.parse(body).detail]).toEqual([500, 'Internal server error'])
    expect(body).not.toContain('select')
    const line = log.lines.find(({ level }) => level === 'error')
    expect(line?.fields).toMatchObject({
      request_id: response.headers.get('x-request-id'),
      error: expect.stringContaining(secret),
    })
  })
})

describe('a failure', () => {
  test.each<[ErrorCode, number]>([
    ['BAD_REQUEST', 400],
    ['UNAUTHORIZED', 401],
    ['FORBIDDEN', 403],
    ['NOT_FOUND', 404],
    ['CONFLICT', 409],
    ['GONE', 410],
    ['PAYLOAD_TOO_LARGE', 413],
    ['VALIDATION_FAILED', 422],
    ['RATE_LIMITED', 429],
    ['SERVER_ERROR', 500],
    ['BUSY', 503],
    ['MODEL_UNAVAILABLE', 503],
    ['TIMEOUT', 504],
  ])('%s has status %i and the fields that every client reads', async (code, status) => {
    const answer = await ask(get(`/api/fail/${code}`))
    const body = JSON.parse(answer.body)
    expect(answer.status).toBe(status)
    expect(errorBody.strict().parse(body)).toMatchObject({
      detail: 'It failed',
      message: 'It failed',
      error: 'It failed',
      code,
      request_id: answer.headers.get('x-request-id'),
    })
    expect(answer.body).not.toContain(secret)
  })

  test.each(['RATE_LIMITED', 'BUSY'])('%s says when to come back', async (code) => {
    const { headers, body } = await ask(get(`/api/fail/${code}`))
    expect([headers.get('retry-after'), JSON.parse(body).retry_after]).toEqual(['1', 1])
  })
})

describe('browsers on other origins', () => {
  test('may read a public API, without credentials', async () => {
    const { headers } = await ask(get('/api/things/latest'))
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.has('access-control-allow-credentials')).toBe(false)
  })

  test('learn by OPTIONS what a public path allows', async () => {
    const { status, headers } = await ask(new Request('http://parley.test/api/things/latest', { method: 'OPTIONS' }))
    expect([status, headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD'])
  })

  test('get no permission from the others', async () => {
    const { status, headers } = await ask(new Request('http://parley.test/api/things', { method: 'OPTIONS' }))
    expect([status, headers.get('allow')]).toEqual([204, 'POST'])
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

test('the access log has neither query, signature nor body', async () => {
  const { handle, log } = testServer()
  const headers = signed('POST', '/api/things?token=hidden', '{"name":"hidden"}')
  await handle(post('/api/things?token=hidden', '{"name":"hidden"}', headers))
  const lines = JSON.stringify(log.lines)
  expect(log.lines).toMatchObject([
    { level: 'debug', message: 'request', fields: { method: 'POST', route: '/api/things', status: 201 } },
  ])
  expect(lines).not.toContain('hidden')
  expect(lines).not.toContain(headers['x-signature'])
})

test('two rows for one method and path are a mistake found at the start', () => {
  const { services } = testServices()
  expect(() => serve([...testRows, ...testRows.slice(0, 1)], services)).toThrow('two rows for POST /api/things')
})
