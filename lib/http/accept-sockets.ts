// The transport of WebSockets: upgrades, limits, heartbeat, an orderly end. What is said on them is the dialects' business.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocketServer } from 'ws'
import { LiveSocket } from './live-socket'

const maxFrameBytes = 65_536
const lastWordsMs = 2_000

/** How a socket came: nothing here is kept with it. */
export type SocketCall = {
  /** The path's named segment. */
  id: string
  query: URLSearchParams
  protocols: readonly string[]
  headers: Headers
  client: string
}

/** What a dialect does with one socket. */
export type SocketTalk = {
  message(bytes: Buffer, isBinary: boolean): void
  /** Everything sent has left this process. */
  cleared(): void
  closed(): void
  /** Resolves when what was begun is answered. */
  idle(): Promise<void>
}

export type SocketEndpoint = {
  /** What stands before the id: `/ws/chat/`. */
  prefix: `/ws/${string}/`
  /** The subprotocol that is answered to clients who offer it. */
  protocol: string
  open(socket: LiveSocket, call: SocketCall): SocketTalk
}

export type Sockets = {
  /** Takes an upgrade, or ends it with 404; what is Next's own is left alone. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Takes no more. Each socket ends with 1012 once it is idle; what has not gone after `timeoutMs` is cut off. */
  drain(timeoutMs: number): Promise<void>
}

/** `markConnection`: what only the server knows of a request, as for every other one. */
export function acceptSockets(
  { prefix, protocol, open }: SocketEndpoint,
  { markConnection, pingMs }: { markConnection(request: IncomingMessage): void; pingMs: number },
): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  })
  const talks = new Map<LiveSocket, SocketTalk>()
  let isDraining = false
  const heart = setInterval(() => {
    for (const socket of talks.keys()) socket.ping()
  }, pingMs).unref()

  function accept(request: IncomingMessage, duplex: Duplex, head: Buffer, id: string): void {
    server.handleUpgrade(request, duplex, head, (ws) => {
      const socket = new LiveSocket(ws, () => talk.cleared())
      const talk = open(socket, callOf(request, id))
      talks.set(socket, talk)
      ws.on('message', (data, isBinary) => {
        socket.heard()
        if (!socket.isClosing) talk.message(bytesOf(data), isBinary)
      })
      ws.on('pong', () => socket.heard())
      // What breaks the protocol is closed with its code (1002, 1007, 1009) by the library.
      ws.on('error', () => undefined)
      ws.on('close', () => {
        talks.delete(socket)
        talk.closed()
      })
    })
  }

  return {
    upgrade(request, socket, head) {
      const path = (request.url ?? '').split('?', 1)[0] ?? ''
      if (path.startsWith('/_next/')) return
      const id = path.startsWith(prefix) ? segmentIn(path.slice(prefix.length)) : null
      if (id === null) return refuseUpgrade(socket, '404 Not Found')
      if (isDraining) return refuseUpgrade(socket, '503 Service Unavailable')
      markConnection(request)
      accept(request, socket, head, id)
    },
    async drain(timeoutMs) {
      isDraining = true
      const late = setTimeout(() => talks.forEach((_, socket) => void socket.terminate()), timeoutMs + lastWordsMs)
      await Promise.all([...talks].map(([socket, talk]) => endOf(socket, talk)))
      clearTimeout(late)
      clearInterval(heart)
      setTimeout(() => talks.forEach((_, socket) => void socket.terminate()), lastWordsMs).unref()
    },
  }
}

async function endOf(socket: LiveSocket, talk: SocketTalk): Promise<void> {
  await talk.idle()
  socket.close(1012, 'The server restarts. Connect again.')
}

/** Ends a request for another protocol with a plain status. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n`)
}

function callOf(request: IncomingMessage, id: string): SocketCall {
  const { headers, url = '' } = request
  const cut = url.indexOf('?')
  const text = (name: string) => [headers[name] ?? []].flat().join(', ')
  return {
    id,
    query: new URLSearchParams(cut === -1 ? '' : url.slice(cut)),
    protocols: text('sec-websocket-protocol')
      .split(',')
      .map((name) => name.trim()),
    headers: new Headers(Object.keys(headers).map((name): [string, string] => [name, text(name)])),
    client: text('x-parley-client'),
  }
}

function segmentIn(rest: string): string | null {
  const segment = rest.replace(/\/$/, '')
  return segment === '' || segment.includes('/') ? null : segment
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
