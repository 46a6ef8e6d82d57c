// A model whose words come when the test says so: for what a page does in the middle of an answer.
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'

export type ToldModel = {
  baseUrl: string
  /** Resolves once a model is being asked and waits for its next words. */
  asked: () => Promise<Telling>
  close: () => Promise<void>
}

export type Telling = {
  say: (words: string) => void
  finish: () => void
  /** Ends with a call of this tool. */
  call: (name: string, args: object) => void
  /** The connection breaks in the middle of the answer. */
  breakOff: () => void
}

export async function startToldModel(): Promise<ToldModel> {
  const waiting: ((telling: Telling) => void)[] = []
  const asking: Telling[] = []
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    const telling = tellingTo(response)
    const next = waiting.shift()
    if (next) next(telling)
    else asking.push(telling)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the told model has no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    asked: async () => asking.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function tellingTo(response: ServerResponse): Telling {
  const send = (choice: object) => {
    const chunk = { id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  return {
    say: (content) => send({ delta: { content }, finish_reason: null }),
    finish() {
      send({ delta: {}, finish_reason: 'stop' })
      response.end('data: [DONE]\n\n')
    },
    call(name, args) {
      const called = { index: 0, id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(args) } }
      send({ delta: { tool_calls: [called] }, finish_reason: null })
      send({ delta: {}, finish_reason: 'tool_calls' })
      response.end('data: [DONE]\n\n')
    },
    breakOff: () => response.destroy(),
  }
}
