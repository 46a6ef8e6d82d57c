// A client of contract 4 that a test leads frame by frame.
import { once } from 'node:events'
import WebSocket, { type ClientOptions } from 'ws'
import { call, demo } from './server-process'

export type HeardFrame = { type: string; seq: string } & Record<string, ReturnType<typeof JSON.parse>>

export type ChatClient = {
  socket: WebSocket
  /** The next frame; null where the connection has ended. */
  next(): Promise<HeardFrame | null>
  /** The frames up to one of this type, which is the last of them. Rejects where the connection ends before it. */
  until(type: string): Promise<HeardFrame[]>
  say(message: string, key?: string): void
  send(frame: string | Buffer): void
  /** How the server closed it. */
  closed: Promise<{ code: number; reason: string }>
  /** Breaks the connection without a word. */
  cut(): void
}

/** `path`: behind `/ws/chat/`, with its query. Resolves once the connection stands. */
export async function connect(
  url: string,
  path: string,
  protocols: string[] = [],
  options: ClientOptions = {},
): Promise<ChatClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws/chat/${path}`, protocols, options)
  const heard: (HeardFrame | null)[] = []
  let waits = Promise.withResolvers<void>()
  const add = (frame: HeardFrame | null) => {
    heard.push(frame)
    waits.resolve()
  }
  socket.on('message', (data) => add(JSON.parse(String(data))))
  socket.on('error', () => undefined)
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      add(null)
      resolve({ code, reason: String(reason) })
    })
  })
  await once(socket, 'open')
  const next = async () => {
    while (heard.length === 0) {
      waits = Promise.withResolvers()
      await waits.promise
    }
    // The end stays the end.
    return (heard[0] === null ? null : heard.shift()) ?? null
  }
  return {
    socket,
    next,
    async until(type) {
      const frames: HeardFrame[] = []
      for (;;) {
        const frame = await next()
        if (!frame) throw new Error(`the connection ended before ${type}, after ${JSON.stringify(frames)}`)
        frames.push(frame)
        if (frame.type === type) return frames
      }
    },
    say: (message, key) => socket.send(JSON.stringify({ message, message_type: 'text', ...(key ? { key } : {}) })),
    send: (frame) => socket.send(frame),
    closed,
    cut: () => socket.terminate(),
  }
}

export const chunksOf = (frames: readonly HeardFrame[]): string => frames.map(({ chunk = '' }) => chunk).join('')

export type ChatUser = {
  token: string
  /** A call with the user's token. */
  ask(method: string, path: string, body?: unknown, url?: string): Promise<{ status: number; body: HeardFrame }>
}

/** Somebody whom an integration vouches for. */
export async function userOf(url: string, name: string): Promise<ChatUser> {
  const asked = { external_user_id: name, tenant_id: demo.tenant_id }
  const token: string = (await call(url, 'POST', '/api/auth/token', asked)).body.access_token
  return {
    token,
    async ask(method, path, body, at = url) {
      const response = await fetch(at + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
    },
  }
}
