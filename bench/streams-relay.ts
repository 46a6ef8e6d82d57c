// The floor: what Node needs at least to pass a model's stream on, each token read from its wire and written in ours.
// It knows no conversations, checks nothing and keeps nothing.
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { answerParent } from './worker-process'

const opening = z.object({ modelUrl: z.string() })
const server = createServer()

answerParent(open, async () => {
  server.closeAllConnections()
  server.close()
})

async function open(asked: unknown): Promise<object> {
  const { modelUrl } = opening.parse(asked)
  server.on('request', (request, response) => {
    relay(modelUrl, request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' ? address?.port : null }
}

async function relay(modelUrl: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { message } = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  const asking = httpRequest(`${modelUrl}/chat/completions`, { method: 'POST' })
  asking.end(JSON.stringify({ model: 'fake', stream: true, messages: [{ role: 'user', content: message }] }))
  const [said]: IncomingMessage[] = await once(asking, 'response')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let rest = ''
  for await (const piece of said?.setEncoding('utf8') ?? []) {
    const frames = (rest + piece).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) if (!tell(frame, response)) await once(response, 'drain')
  }
  response.end('data: {"chunk":"","done":true}\n\n')
}

function tell(frame: string, response: ServerResponse): boolean {
  const text = frame.slice('data: '.length)
  if (text === '[DONE]') return true
  const chunk: string = JSON.parse(text).choices[0].delta.content
  return chunk === '' || response.write(`data: ${JSON.stringify({ chunk, done: false })}\n\n`)
}
