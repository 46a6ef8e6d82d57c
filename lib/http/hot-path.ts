import type { IncomingMessage, ServerResponse } from 'node:http'
import { serverHeaders } from './connection-headers'
import type { Endpoint } from './endpoint'
import type { HttpServices } from './http-services'
import { createRouter } from './router'
import { serve } from './serve'

/** Larger bodies, and those that do not say their length, take the usual way. */
const maxHotBytes = 65_536

/**
 * Serves these rows straight from the Node connection, as their route files would (decision 3: what the detour costs).
 * Answers false, with the request untouched, for everything else.
 */
export function createHotPath<S extends HttpServices>(
  rows: readonly Endpoint<NoInfer<S>>[],
  services: S,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const findRoute = createRouter(rows)
  const handle = serve(rows, services)
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1)
    const length = Number(request.headers['content-length'] ?? Number.NaN)
    if (!(length <= maxHotBytes) || findRoute(request.method ?? '', path).kind !== 'found') return false
    void answer(request, response, handle).catch(() => response.destroy())
    return true
  }
}

type Handle = (request: Request) => Promise<Response>

async function answer(incoming: IncomingMessage, response: ServerResponse, handle: Handle): Promise<void> {
  const body = await begin(incoming, response, handle)
  if (body) await send(body, response)
  response.end()
}

/** Ends before the body is sent, so that nothing of the request is held for as long as an answer runs. */
async function begin(
  incoming: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
): Promise<ReadableStream<Uint8Array> | null> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { method = '', url = '/' } = incoming
  const leaving = new AbortController()
  response.once('close', () => response.writableFinished || leaving.abort())
  const reply = await handle(
    new Request(new URL(url, 'http://localhost'), {
      method,
      headers: headersOf(incoming),
      body: Buffer.concat(chunks),
      signal: leaving.signal,
    }),
  )
  response.writeHead(reply.status, [...reply.headers].flat())
  return reply.body
}

/** At the reader's speed; ends also where the reader has left, which is told to whoever makes the body. */
async function send(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader()
  const leave = () => void reader.cancel().catch(() => undefined)
  response.once('close', leave)
  if (response.destroyed) leave()
  for (let next = await reader.read(); !next.done; next = await reader.read())
    if (!response.write(next.value) && !response.destroyed) await drained(response)
  response.off('close', leave)
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle)
      resolve()
    }
    response.on('drain', settle).on('close', settle)
  })
}

function headersOf({ rawHeaders, headers }: IncomingMessage): [string, string][] {
  const sent: [string, string][] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!serverHeaders.some((own) => own === name.toLowerCase())) sent.push([name, rawHeaders[at + 1] ?? ''])
  }
  // What only this server knows was written over what came in.
  for (const name of serverHeaders) sent.push([name, String(headers[name] ?? '')])
  return sent
}
