import { createServer, type ServerResponse } from 'node:http'

export type SpokenProvider = {
  baseUrl: string
  /** Says something in the answer to the request that is open, or to the next one. */
  say(text: string): Promise<void>
  /** Ends that answer. */
  finish(): Promise<void>
  /** Breaks its connection. */
  breakOff(): Promise<void>
  close(): void
}

/** A model whose words come one by one, as a test tells it: for readers that come and go in the middle of an answer. */
export async function startSpokenProvider(): Promise<SpokenProvider> {
  let asked = Promise.withResolvers<ServerResponse>()
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    asked.resolve(response)
  })
  const chunk = (choice: object) =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`
  const over = async () => {
    const response = await asked.promise
    asked = Promise.withResolvers()
    return response
  }
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      ready(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    say: async (content) => void (await asked.promise).write(chunk({ delta: { content } })),
    finish: async () => void (await over()).end(`${chunk({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`),
    breakOff: async () => void (await over()).destroy(),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
