import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import WebSocket from 'ws'
import { acceptSockets } from '@/lib/http/accept-sockets'
import { FrameSender } from './frame-sender'
import type { ServerFrame } from './turn-frames'

const chunk = (text: string, position: number): ServerFrame => ({
  type: 'response_chunk',
  chunk: text,
  seq: `t.1.${position}`,
})

/** What a client hears of frames that are sent at once. */
async function heard(frames: readonly ServerFrame[]): Promise<ServerFrame[]> {
  const server = createServer()
  const sockets = acceptSockets(
    {
      prefix: '/ws/chat/',
      protocol: 'parley',
      open(socket) {
        const sender = new FrameSender(socket)
        return {
          message: () => frames.forEach((frame) => void sender.send(frame)),
          cleared: () => sender.flush(),
          closed: () => undefined,
          idle: async () => undefined,
        }
      },
    },
    { markConnection: () => undefined, pingMs: 60_000 },
  )
  server.on('upgrade', sockets.upgrade).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/ws/chat/a`)
  await once(client, 'open')
  const told: ServerFrame[] = []
  const last = frames.at(-1)?.seq
  const all = new Promise<void>((done) => {
    client.on('message', (data) => {
      const frame: ServerFrame = JSON.parse(String(data))
      told.push(frame)
      if (frame.seq === last) done()
    })
  })
  client.send('go')
  await all
  await sockets.drain(1_000)
  server.close()
  return told
}

test('chunks that come at once go out as few frames with the same text and the last one’s seq', async () => {
  const frames = Array.from({ length: 500 }, (_, index) => chunk(`word-${index} `, index))
  const told = await heard(frames)
  expect(told.length).toBeLessThan(10)
  expect(told.map((frame) => (frame.type === 'response_chunk' ? frame.chunk : '')).join('')).toBe(
    frames.map((frame) => (frame.type === 'response_chunk' ? frame.chunk : '')).join(''),
  )
  expect(told.at(-1)?.seq).toBe('t.1.499')
})

test('no other frame overtakes a chunk', async () => {
  const error: ServerFrame = { type: 'error', message: 'No.', code: 'BUSY', seq: 't.1.2' }
  const told = await heard([chunk('a', 0), chunk('b', 1), chunk('c', 2), error, chunk('d', 3)])
  const types = told.map((frame) => (frame.type === 'response_chunk' ? frame.chunk : frame.type))
  expect(types.join(' ')).toBe('a bc error d')
})
