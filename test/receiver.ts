// A real HTTP receiver on the loopback interface, for tests of what goes out.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

export type Receiver = {
  port: number
  url: string
  /** In the order they arrived. */
  received: Received[]
  close(): Promise<void>
}

/** Listens on a free port of 127.0.0.1; `answer` writes each response, by default an empty 200. */
export async function startReceiver(
  answer: (request: Received, response: ServerResponse) => void = (_, response) => response.end(),
): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url: path = '', headers } = request
    const seen = { method, path, headers, body: Buffer.concat(chunks).toString() }
    received.push(seen)
    answer(seen, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    received,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
