import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { noAuth } from './auth'
import { endpoint } from './endpoint'
import { consoleDialect } from './http-dialect'
import { nextRoute, nextRouteWith } from './next-route'
import { get, testServices } from './test-kit'

const key = Symbol.for('parley.services')
afterEach(() => {
  Reflect.deleteProperty(globalThis, key)
})

const time = endpoint({
  method: 'GET',
  path: '/api/time',
  dialect: consoleDialect,
  summary: 'Tell the time',
  auth: noAuth,
  responses: { 200: z.object({ now: z.number() }) },
  errors: [],
  handler: async ({ reply }, services) => reply(200, { now: services.clock.now() }),
})

test('a route file asks for the services only when a request comes', async () => {
  const route = nextRoute(time)
  expect(() => route.GET(get('/api/time'))).toThrow('the services are not there')
  const { services, time: clock } = testServices()
  Reflect.set(globalThis, key, services)
  expect(await (await route.GET(get('/api/time'))).json()).toEqual({ now: clock.now })
})

test('a route answers every verb, the wrong ones with 405', async () => {
  const route = nextRouteWith(() => testServices().services, time)
  const statuses = Object.entries(route).map(async ([method, handle]) => {
    const response = await handle(new Request('http://parley.test/api/time', { method }))
    return [method, response.status, response.headers.get('allow')]
  })
  expect(await Promise.all(statuses)).toEqual([
    ['GET', 200, null],
    ['POST', 405, 'GET, HEAD'],
    ['PUT', 405, 'GET, HEAD'],
    ['PATCH', 405, 'GET, HEAD'],
    ['DELETE', 405, 'GET, HEAD'],
    ['HEAD', 200, null],
    ['OPTIONS', 204, 'GET, HEAD'],
  ])
})
