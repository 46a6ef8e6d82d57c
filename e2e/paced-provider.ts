import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type PacedProvider = {
  baseUrl: string
  /** Questions it was asked. */
  asked(): number
  close(): void
}

/**
 * A model that answers as the question says: "Please say 30 words every 2 ms, padded to 10"; without such words it says
 * three. For answers that take their time, and for large ones.
 */
export async function startPacedProvider(): Promise<PacedProvider> {
  let questions = 0
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const piece of request.setEncoding('utf8')) text += piece
    questions += 1
    await answer(response, text)
  })
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      ready(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked: () => questions,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function answer(response: ServerResponse, asked: string): Promise<void> {
  const wanted = [...asked.matchAll(/(\d+) words every (\d+) ms, padded to (\d+)/g)].at(-1)
  const [words = 3, paceMs = 0, length = 0] = wanted?.slice(1).map(Number) ?? []
  const say = (choice: object) =>
    response.write(
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`,
    )
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let word = 1; word <= words; word += 1) {
    if (paceMs > 0) await sleep(paceMs)
    say({ delta: { content: `word-${word} 😀`.padEnd(length, '.').concat(' ') } })
  }
  say({ delta: {}, finish_reason: 'stop' })
  response.end('data: [DONE]\n\n')
}
