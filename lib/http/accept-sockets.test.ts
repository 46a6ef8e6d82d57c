import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { acceptSockets, type SocketCall, type SocketEndpoint, type Sockets } from './accept-sockets'

let server: Server
let url: string
let sockets: Sockets
let calls: SocketCall[]

/** What the endpoint has begun. */
let work: Promise<void>
/** Repeats what it hears. */
const echo: SocketEndpoint = {
  prefix: '/ws/echo/',
  protocol: 'parley',
  open(socket, call) {
    calls.push(call)
    return {
      message: (bytes) => socket.send(String(bytes)),
      cleared: () => undefined,
      closed: () => undefined,
      idle: () => work,
    }
  },
}

beforeEach(async () => {
  calls = []
  work = Promise.resolve()
  server = createServer()
  sockets = acceptSockets(echo, { markConnection: () => undefined, pingMs: 60_000 })
  server.on('upgrade', sockets.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})

afterEach(async () => {
  await sockets.drain(1_000)
  server.close()
})

async function connect(path: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(url + path, protocols)
  await once(socket, 'open')
  return socket
}

async function refusal(path: string): Promise<string> {
  const [error] = await once(new WebSocket(url + path), 'error')
  return String(error)
}

const closing = async (socket: WebSocket) => (await once(socket, 'close'))[0]

describe('an upgrade', () => {
  test('is told by id, query and protocols, with or without a slash at its end', async () => {
    const socket = await connect('/ws/echo/a-1/?token=t&seq=1', ['other', 'parley'])
    expect(socket.protocol).toBe('parley')
    expect(calls).toMatchObject([{ id: 'a-1', protocols: ['other', 'parley'] }])
    expect([...(calls[0]?.query ?? [])]).toEqual([
      ['token', 't'],
      ['seq', '1'],
    ])
    socket.send('hello')
    expect(String((await once(socket, 'message'))[0])).toBe('hello')
    socket.close()
  })

  test.each(['/', '/ws/echo/', '/ws/echo/a/b', '/ws/other/a'])('to %s is none of ours', async (path) => {
    expect(await refusal(path)).toMatch(/404/)
  })

  test('agrees to no compression, whatever is offered', async () => {
    const socket = await connect('/ws/echo/a')
    expect(socket.extensions).toBe('')
    socket.close()
  })
})

test('a frame of 64 KB passes, one byte more does not', async () => {
  const socket = await connect('/ws/echo/a')
  socket.send('a'.repeat(65_536))
  expect(String((await once(socket, 'message'))[0])).toHaveLength(65_536)
  socket.send('a'.repeat(65_537))
  expect(await closing(socket)).toBe(1009)
})

test('a drain closes a socket once it is idle, and lets nobody in', async () => {
  const socket = await connect('/ws/echo/a')
  const code = closing(socket)
  const busy = Promise.withResolvers<void>()
  work = busy.promise
  const drained = sockets.drain(60_000)
  expect(await refusal('/ws/echo/late')).toMatch(/503/)
  expect(socket.readyState).toBe(socket.OPEN)
  busy.resolve()
  await drained
  expect(await code).toBe(1012)
})

test('what is not done in time is cut off', async () => {
  const socket = await connect('/ws/echo/busy')
  const code = closing(socket)
  work = new Promise(() => undefined)
  void sockets.drain(0)
  expect(await code).toBe(1006)
  work = Promise.resolve()
})
