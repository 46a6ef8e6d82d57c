import { createServer } from 'node:http'

export type HeldProvider = {
  baseUrl: string
  /** Resolves once a model is being asked. */
  asked: Promise<void>
  /** Answers what was asked, and everything after it at once. */
  answer(text: string): void
  close(): void
}

/** A model that keeps its answer back until it is told: for what happens to a server in the middle of a turn. */
export async function startHeldProvider(): Promise<HeldProvider> {
  const asked = Promise.withResolvers<void>()
  const told = Promise.withResolvers<string>()
  const server = createServer(async (request, response) => {
    request.resume()
    asked.resolve()
    const content = await told.promise
    const chunk = { id: 'x', object: 'chat.completion.chunk' }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const choice of [{ delta: { content } }, { delta: {}, finish_reason: 'stop' }])
      response.write(`data: ${JSON.stringify({ ...chunk, choices: [{ index: 0, ...choice }] })}\n\n`)
    response.end('data: [DONE]\n\n')
  })
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      ready(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked: asked.promise,
    answer: told.resolve,
    close: () => void server.close(),
  }
}
