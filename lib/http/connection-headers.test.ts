import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { connectionHeaders } from './connection-headers'

function arriving(from: string, url: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: from })
  const request = new IncomingMessage(socket)
  request.url = url
  Object.assign(request.headers, headers)
  return request
}

function marked(from: string, headers: Record<string, string>, proxies: string[] = []) {
  const request = arriving(from, '/a/?b', headers)
  connectionHeaders(proxies)(request)
  return { path: request.headers['x-parley-path'], client: request.headers['x-parley-client'] }
}

describe('what only the server knows', () => {
  test('replaces what a client sent under those names', () => {
    const forged = { 'x-parley-path': '/other', 'x-parley-client': '10.0.0.1' }
    expect(marked('203.0.113.9', forged)).toEqual({ path: '/a/?b', client: '203.0.113.9' })
  })

  test('the target is kept as it was sent, slash and query included', () => {
    expect(marked('203.0.113.9', {}).path).toBe('/a/?b')
  })

  test('whether a proxy passed it on is seen before anybody adds such headers, and cannot be denied', () => {
    const seen = (headers: Record<string, string>) => {
      const request = arriving('203.0.113.9', '/', { ...headers, 'x-parley-forwarded': 'no' })
      connectionHeaders([])(request)
      return request.headers['x-parley-forwarded']
    }
    expect([seen({}), seen({ 'x-forwarded-host': 'a.example' }), seen({ via: '1.1 b' })]).toEqual(['no', 'yes', 'yes'])
  })

  test.each([
    ['a stranger’s word does not count', '203.0.113.9', '198.51.100.1', [], '203.0.113.9'],
    ['a trusted proxy’s does', '10.0.0.2', '198.51.100.1', ['10.0.0.2'], '198.51.100.1'],
    ['through two of them', '10.0.0.2', '198.51.100.1, 10.0.0.7', ['10.0.0.0/8'], '198.51.100.1'],
    ['not beyond the first stranger', '10.0.0.2', '6.6.6.6, 198.51.100.1', ['10.0.0.2'], '198.51.100.1'],
    ['mapped addresses are plain', '::ffff:10.0.0.2', '198.51.100.1', ['10.0.0.2'], '198.51.100.1'],
    ['without the header it is the proxy itself', '10.0.0.2', '', ['10.0.0.2'], '10.0.0.2'],
    ['something that is no address ends the chain', '10.0.0.2', 'unknown', ['10.0.0.2'], 'unknown'],
    ['IPv6', '::1', '2001:db8::5', ['::1'], '2001:db8::5'],
  ])('%s', (_, from, forwarded, proxies, client) => {
    expect(marked(from, forwarded ? { 'x-forwarded-for': forwarded } : {}, proxies).client).toBe(client)
  })
})
