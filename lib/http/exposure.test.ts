import { expect, test } from 'vitest'
import { createExposure, hostName, isLocalServer, isLoopback } from './exposure'
import { testServices } from './test-kit'

function exposureOf(setting: 'open' | 'guarded' | null, isLocal: boolean, headers: Record<string, string>) {
  const { log } = testServices()
  return createExposure({ setting, isLocal, log })(new Headers(headers))
}

test.each([
  ['by loopback address', { host: '127.0.0.1:3000' }, 'open'],
  ['by localhost', { host: 'localhost:3000' }, 'open'],
  ['by a name under localhost', { host: 'tenant.localhost' }, 'open'],
  ['by IPv6 loopback', { host: '[::1]:3000' }, 'open'],
  ['by a name of the network', { host: 'chat.example.org' }, 'guarded'],
  ['by a name that only looks like loopback', { host: 'localhost.example.org' }, 'guarded'],
  ['by an address that only looks like it', { host: '127.0.0.1.example.org' }, 'guarded'],
  ['without a host', {}, 'guarded'],
  ['through a proxy', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' }, 'guarded'],
  ['through a proxy of the newer kind', { host: 'localhost', forwarded: 'for=203.0.113.9' }, 'guarded'],
  [
    'with headers that only Next has added',
    { host: 'localhost', 'x-forwarded-for': '::1', 'x-parley-forwarded': 'no' },
    'open',
  ],
  ['with what our server saw of a proxy', { host: 'localhost', 'x-parley-forwarded': 'yes' }, 'guarded'],
])('a local server that is reached %s', (_, headers, exposure) => {
  expect(exposureOf(null, true, headers)).toBe(exposure)
})

test('what is set holds for every request, and a server for others is guarded', () => {
  expect(exposureOf('open', false, { host: 'chat.example.org', via: '1.1 proxy' })).toBe('open')
  expect(exposureOf('guarded', true, { host: 'localhost' })).toBe('guarded')
  expect(exposureOf(null, false, { host: 'localhost' })).toBe('guarded')
})

test('the first request from outside is said in the log, once', () => {
  const { log } = testServices()
  const ask = createExposure({ setting: null, isLocal: true, log })
  for (const host of ['localhost', 'a.example', 'b.example']) ask(new Headers({ host }))
  expect(log.lines).toMatchObject([{ level: 'warn', fields: { host: 'a.example' } }])
})

test('a server is local while it listens on loopback and has no public address', () => {
  expect(isLocalServer({ HOST: '127.0.0.1' })).toBe(true)
  expect(isLocalServer({ HOST: '0.0.0.0' })).toBe(false)
  expect(isLocalServer({ HOST: '127.0.0.1', PUBLIC_URL: 'https://chat.example.org' })).toBe(false)
})

test('names are compared without port and case', () => {
  expect([hostName('LocalHost:80'), hostName('[::1]:80'), hostName('a.example')]).toEqual([
    'localhost',
    '[::1]',
    'a.example',
  ])
  expect(['::1', '127.1.2.3', 'x::1', '10.0.0.1'].map(isLoopback)).toEqual([true, true, false, false])
})
