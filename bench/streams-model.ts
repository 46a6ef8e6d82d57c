// A model server in the OpenAI wire format that streams as its reader's message says, in a process of its own.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type Load, nowMicros, readLoad, stamp, word } from './streams/load'
import { answerParent } from './worker-process'

const asked = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })

/** Tokens a socket write holds when there is no pace: the model is not to be what is measured. */
const tokensAWrite = 16

const server = createServer((request, response) => {
  const askedAt = nowMicros()
  answer(request, response, askedAt).catch((error: unknown) => response.destroy(toError(error)))
})

answerParent(open, async () => {
  server.closeAllConnections()
  server.close()
})

async function open(): Promise<object> {
  server.listen(0, '127.0.0.1', 2048)
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' ? address?.port : null }
}

async function answer(request: IncomingMessage, response: ServerResponse, askedAt: number): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { messages } = asked.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  const load = readLoad(messages.findLast(({ role }) => role === 'user')?.content ?? '')
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  // A model that stays silent: its readers idle until they leave.
  if (load.tokens === 0) return
  await sleep(load.delayMs)
  response.write(chunkOf(stamp(askedAt)))
  await say(response, load)
  response.end(`${chunkOf('', 'stop')}data: [DONE]\n\n`)
}

async function say(response: ServerResponse, { tokens, paceMs }: Load): Promise<void> {
  const one = chunkOf(word)
  const many = one.repeat(tokensAWrite)
  for (let left = tokens - 1; left > 0 && !response.destroyed; ) {
    if (paceMs > 0) await sleep(paceMs)
    const now = paceMs > 0 ? 1 : Math.min(left, tokensAWrite)
    left -= now
    const isTaken = response.write(now === tokensAWrite ? many : one.repeat(now))
    if (!isTaken) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
}

function chunkOf(content: string, finish: string | null = null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finish }]
  const body = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'fake', choices }
  return `data: ${JSON.stringify(body)}\n\n`
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
