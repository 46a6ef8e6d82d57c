import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
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
  rows: readonly Endpoint<S>[],
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

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  handle: (request: Request) => Promise<Response>,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { method = '', url = '/' } = incoming
  const request = new Request(new URL(url, 'http://localhost'), {
    method,
    headers: headersOf(incoming),
    body: Buffer.concat(chunks),
  })
  const reply = await handle(request)
  response.writeHead(reply.status, [...reply.headers].flat())
  for await (const chunk of reply.body ?? []) if (!response.write(chunk)) await once(response, 'drain')
  response.end()
}

function headersOf({ rawHeaders, headers }: IncomingMessage): [string, string][] {
  const sent: [string, string][] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!name.toLowerCase().startsWith('x-parley-')) sent.push([name, rawHeaders[at + 1] ?? ''])
  }
  // What only this server knows was written over what came in.
  for (const name of ['x-parley-path', 'x-parley-client']) sent.push([name, String(headers[name] ?? '')])
  return sent
}
