import { describe, expect, test } from 'vitest'
import { get, nowSeconds, post, signed } from './test-kit'
import { ask, testServer } from './test-rows'

describe('401', () => {
  const path = '/api/things'
  const body = '{"name":"a"}'
  const now = { timestamp: String(nowSeconds) }
  const good = signed('POST', path, body)
  test.each<[string, Record<string, string>]>([
    ['no headers', {}],
    ['no signature', { 'x-timestamp': now.timestamp }],
    ['no timestamp', { 'x-signature': 'a'.repeat(64) }],
    ['an empty signature', { ...good, 'x-signature': '' }],
    ['a timestamp 301 s old', signed('POST', path, body, { timestamp: String(nowSeconds - 301) })],
    ['a timestamp 301 s ahead', signed('POST', path, body, { timestamp: String(nowSeconds + 301) })],
    ['a timestamp in milliseconds', signed('POST', path, body, { timestamp: `${nowSeconds}000` })],
    ['a timestamp with a fraction', signed('POST', path, body, { timestamp: `${nowSeconds}.5` })],
    ['a timestamp in words', signed('POST', path, body, { timestamp: 'now' })],
    ['another key', signed('POST', path, body, { key: 'another' })],
    ['another method', signed('PUT', path, body)],
    ['another path', signed('POST', '/api/other', body)],
    ['a trailing slash that was not sent', signed('POST', `${path}/`, body)],
    ['another body', signed('POST', path, '{"name":"b"}')],
    ['a shorter signature', { ...good, 'x-signature': good['x-signature']?.slice(1) ?? '' }],
    ['an upper-case signature', { ...good, 'x-signature': good['x-signature']?.toUpperCase() ?? '' }],
    ['a signature that is no hex', { ...good, 'x-signature': 'é'.repeat(32) }],
    ['a nonce that is too short', signed('POST', path, body, { nonce: 'short' })],
    ['a nonce that was not signed', { ...good, 'x-nonce': 'a-nonce-of-16-chars' }],
    ['a bearer token in its place', { authorization: 'Bearer a.b.c' }],
  ])('for %s', async (_, headers) => {
    const answer = await ask(post(path, body, headers))
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([401, 'UNAUTHORIZED'])
  })

  test.each(['{"name":', '{"name":5}', '', '['.repeat(100)])(
    'comes before any word about the body %j',
    async (wrong) => {
      expect((await ask(post(path, wrong))).status).toBe(401)
    },
  )

  test('for a query that is not part of the signed path', async () => {
    expect((await ask(post(`${path}?a=1`, body, good))).status).toBe(401)
    expect((await ask(post(`${path}?a=1`, body, signed('POST', `${path}?a=1`, body)))).status).toBe(201)
  })

  test('for a nonce used a second time', async () => {
    const { handle } = testServer()
    const headers = signed('POST', path, body, { nonce: 'a-nonce-of-16-chars' })
    expect((await handle(post(path, body, headers))).status).toBe(201)
    expect((await handle(post(path, body, headers))).status).toBe(401)
  })

  test('of a stranger does not use up the nonce', async () => {
    const { handle } = testServer()
    const nonce = 'a-nonce-of-16-chars'
    await handle(post(path, body, signed('POST', path, body, { nonce, key: 'another' })))
    expect((await handle(post(path, body, signed('POST', path, body, { nonce })))).status).toBe(201)
  })

  test.each<[string, Record<string, string>, string]>([
    ['no token', {}, 'Missing Authorization Header'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'Authorization must be a Bearer token'],
    ['a malformed token', { authorization: 'Bearer abc' }, 'Invalid or expired token'],
  ])('for %s where a bearer is asked for', async (_, headers, message) => {
    const { status, body: answer } = await ask(get('/api/me', headers))
    expect([status, JSON.parse(answer).message]).toEqual([401, message])
  })
})

describe('a good signature', () => {
  const path = '/api/things'
  const body = '{"name":"a"}'

  test.each([-300, 0, 300])('is accepted %i s from our time', async (offset) => {
    const timestamp = String(nowSeconds + offset)
    expect((await ask(post(path, body, signed('POST', path, body, { timestamp })))).status).toBe(201)
  })

  test('covers the trailing slash that was sent', async () => {
    expect((await ask(post(`${path}/`, body, signed('POST', `${path}/`, body)))).status).toBe(201)
  })

  test('covers the bytes of the body, not its meaning', async () => {
    const spaced = '{ "name" : "\\u00e9" }'
    expect((await ask(post(path, spaced, signed('POST', path, spaced)))).body).toBe('{"name":"é","who":"platform"}')
  })

  test('may be a tenant’s, and then speaks for that tenant', async () => {
    const { handle, addKey } = testServer()
    addKey('k1', 'tenant-1', 'one')
    addKey('k2', 'tenant-2', 'two')
    const response = await handle(post(path, body, signed('POST', path, body, { key: 'two' })))
    expect(await response.json()).toEqual({ name: 'a', who: 'tenant-2' })
  })

  test('leaves the query out on the admin paths', async () => {
    const plain = signed('GET', '/admin/agents/a')
    expect((await ask(get('/admin/agents/a?version=1', plain))).status).toBe(200)
  })
})

test('403 for a wrong signature on the admin paths, 401 where there is none or an old one', async () => {
  const path = '/admin/agents/a'
  expect((await ask(get(path, signed('GET', path, '', { key: 'another' })))).status).toBe(403)
  expect((await ask(get(path))).status).toBe(401)
  expect((await ask(get(path, signed('GET', path, '', { timestamp: '1000000000' })))).status).toBe(401)
})
