// A model server on 127.0.0.1 that misbehaves as told, in whichever wire format it is given.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { z } from 'zod'

export type FakeReply =
  | { kind: 'text'; chunks: readonly string[]; isCutShort?: boolean }
  | { kind: 'tool-call'; id: string; name: string; fragments: readonly string[] }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: object }
  /** Silent for good after these words; with none, without an answer at all. */
  | { kind: 'hang'; chunks: readonly string[] }
  | { kind: 'cut'; chunks: readonly string[] }
  | { kind: 'garbage'; chunks: readonly string[] }
  | { kind: 'stream-error'; chunks: readonly string[] }

/** Events as they stand on the wire, each with its blank line. Every answer costs 12 tokens in and 7 out. */
export type WireFormat = {
  isStream(path: string, body: unknown): boolean
  begin(): string
  words(text: string): string
  toolCall(call: { id: string; name: string; fragments: readonly string[] }): string
  end(reason: 'stop' | 'length' | 'tool'): string
  error(): string
  whole(text: string): object
}

export type FakeModelServer = {
  url: string
  requests: { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }[]
  answer(...replies: FakeReply[]): void
  otherwise(reply: FakeReply): void
  [Symbol.asyncDispose](): Promise<void>
}

export async function startFakeModelServer(format: WireFormat): Promise<FakeModelServer> {
  const requests: FakeModelServer['requests'] = []
  const queue: FakeReply[] = []
  let otherwise: FakeReply = { kind: 'text', chunks: ['Hello.'] }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const piece of request.setEncoding('utf8')) text += piece
    const path = request.url ?? ''
    const body = z.record(z.string(), z.unknown()).parse(JSON.parse(text))
    requests.push({ path, headers: request.headers, body })
    const reply = queue.shift() ?? otherwise
    if (reply.kind === 'status') refuse(reply, response)
    else if (format.isStream(path, body)) stream(reply, format, response)
    else whole(reply, format, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the fake model server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    answer: (...replies) => void queue.push(...replies),
    otherwise: (reply) => {
      otherwise = reply
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function sse(payload: object, event?: string): string {
  return `${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(payload)}\n\n`
}

function refuse({ status, headers, body }: FakeReply & { kind: 'status' }, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body ?? {}))
}

function stream(reply: Exclude<FakeReply, { kind: 'status' }>, format: WireFormat, response: ServerResponse): void {
  if (reply.kind === 'hang' && reply.chunks.length === 0) return
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(format.begin())
  if (reply.kind === 'tool-call') {
    response.end(format.toolCall(reply) + format.end('tool'))
    return
  }
  for (const chunk of reply.chunks) response.write(format.words(chunk))
  switch (reply.kind) {
    case 'text':
      response.end(format.end(reply.isCutShort ? 'length' : 'stop'))
      return
    case 'hang':
      return
    case 'cut':
      // What was written must have left before the connection breaks.
      response.write(': the end\n\n', () => response.destroy())
      return
    case 'garbage':
      response.end('data: {"half\n\n')
      return
    case 'stream-error':
      response.end(format.error())
      return
    default:
      reply satisfies never
  }
}

function whole(reply: Exclude<FakeReply, { kind: 'status' }>, format: WireFormat, response: ServerResponse): void {
  if (reply.kind === 'hang') return
  if (reply.kind === 'tool-call') throw new Error('a tool call is an answer to a streamed request')
  response.setHeader('content-type', 'application/json')
  const text = JSON.stringify(format.whole(reply.chunks.join('')))
  if (reply.kind === 'text') response.end(text)
  else if (reply.kind === 'garbage') response.end('{"half')
  else {
    response.setHeader('content-length', text.length)
    response.write(text.slice(0, 10), () => response.destroy())
  }
}
