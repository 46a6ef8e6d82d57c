// A server on 127.0.0.1 that speaks the OpenAI wire format and misbehaves as told: for tests of everything that asks a model.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'

export type FakeUsage = { prompt_tokens: number; completion_tokens: number }

/** What one request is answered with; a streamed request gets a stream, another one a body. */
export type FakeAnswer =
  | {
      kind: 'text'
      chunks: readonly string[]
      usage?: FakeUsage
      /** Null: none is sent. */
      finishReason?: string | null
      /** Without the opening chunk that carries the role. */
      isRoleMissing?: boolean
      /** Without the closing `[DONE]`. */
      isDoneMissing?: boolean
    }
  | { kind: 'tool-calls'; text?: readonly string[]; calls: readonly FakeToolCall[]; usage?: FakeUsage }
  | { kind: 'status'; status: number; headers?: Record<string, string>; error?: Record<string, string> }
  /** Silent for good, after nothing, after the headers, or after these words. */
  | { kind: 'hang'; after: 'nothing' | 'headers' | readonly string[] }
  /** The connection breaks after these words. */
  | { kind: 'cut'; chunks: readonly string[] }
  /** A line that is no JSON after these words; a whole body that is none. */
  | { kind: 'garbage'; chunks: readonly string[] }
  /** An error event inside the stream, after these words. */
  | { kind: 'stream-error'; chunks: readonly string[] }
  | { kind: 'huge'; bytes: number }
  | { kind: 'vectors'; vectors: readonly (readonly number[])[] }

/** Each fragment is a chunk of its own. */
export type FakeToolCall = { id: string | null; name: string; fragments: readonly string[] }

export type FakeRequest = { path: string; authorization: string; body: z.infer<typeof bodySchema> }

export type FakeProvider = {
  baseUrl: string
  /** In the order they came. */
  requests: FakeRequest[]
  /** Connections made so far. */
  connections(): number
  /** Requests whose client went away before the answer was complete. */
  abandoned(): number
  /** Resolves once a request that is still being answered has lost its client. */
  whenAbandoned(): Promise<void>
  /** Answers the next requests, one each; after them every request gets `otherwise`. */
  answer(...answers: FakeAnswer[]): void
  otherwise(answer: FakeAnswer | ((asked: FakeRequest['body']) => FakeAnswer)): void
  close(): Promise<void>
}

const bodySchema = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.looseObject({ role: z.string() })).optional(),
  input: z.array(z.string()).optional(),
})

export async function startFakeProvider(): Promise<FakeProvider> {
  const requests: FakeRequest[] = []
  const queue: FakeAnswer[] = []
  const waiting: (() => void)[] = []
  let connections = 0
  let abandoned = 0
  let otherwise: Parameters<FakeProvider['otherwise']>[0] = { kind: 'text', chunks: ['Hello.'] }

  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (response.writableFinished) return
      abandoned += 1
      for (const tell of waiting.splice(0)) tell()
    })
    const body = bodySchema.parse(JSON.parse(await readBody(request)))
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body })
    const answer = queue.shift() ?? (typeof otherwise === 'function' ? otherwise(body) : otherwise)
    if (body.stream) await stream(answer, response)
    else whole(answer, response)
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the fake provider has no port')

  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    connections: () => connections,
    abandoned: () => abandoned,
    whenAbandoned: () => new Promise((resolve) => waiting.push(resolve)),
    answer: (...answers) => void queue.push(...answers),
    otherwise: (answer) => {
      otherwise = answer
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += piece
  return text
}

async function stream(answer: FakeAnswer, response: ServerResponse): Promise<void> {
  if (answer.kind === 'status' || answer.kind === 'vectors') return whole(answer, response)
  if (answer.kind === 'hang' && answer.after === 'nothing') return
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  if (answer.kind === 'hang' && answer.after === 'headers') return
  const send = (payload: unknown) => response.write(`data: ${JSON.stringify(payload)}\n\n`)
  const say = (delta: object, finish: string | null = null) =>
    send({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })
  if (!('isRoleMissing' in answer && answer.isRoleMissing)) say({ role: 'assistant', content: '' })
  for (const content of words(answer)) say({ content })
  switch (answer.kind) {
    case 'hang':
      return
    case 'cut':
      return breakOff(response)
    case 'garbage':
      response.end('data: {"choices": [\n\n')
      return
    case 'stream-error':
      send({ error: { message: 'the words of the visitor stand here', code: 'server_error' } })
      response.end()
      return
    case 'huge':
      return flood(response, answer.bytes, say)
    case 'tool-calls':
      for (const [index, call] of answer.calls.entries()) tellCall(index, call, say)
      break
    case 'text':
      break
  }
  const finish = answer.kind === 'tool-calls' ? 'tool_calls' : answer.finishReason
  if (finish !== null) say({}, finish ?? 'stop')
  if (answer.usage) send({ id: 'x', object: 'chat.completion.chunk', choices: [], usage: answer.usage })
  if (!('isDoneMissing' in answer && answer.isDoneMissing)) response.write('data: [DONE]\n\n')
  response.end()
}

function words(answer: FakeAnswer): readonly string[] {
  if ('chunks' in answer) return answer.chunks
  if (answer.kind === 'tool-calls') return answer.text ?? []
  return answer.kind === 'hang' && Array.isArray(answer.after) ? answer.after : []
}

function tellCall(index: number, { id, name, fragments }: FakeToolCall, say: (delta: object) => void): void {
  const first = { index, ...(id === null ? {} : { id }), type: 'function', function: { name, arguments: '' } }
  say({ tool_calls: [first] })
  for (const fragment of fragments) say({ tool_calls: [{ index, function: { arguments: fragment } }] })
}

// What was written must have left before the connection breaks, or the client sees no words at all.
function breakOff(response: ServerResponse): void {
  response.write(': the end\n\n', () => response.destroy())
}

async function flood(response: ServerResponse, bytes: number, say: (delta: object) => boolean): Promise<void> {
  const gone = once(response, 'close')
  for (let sent = 0; sent < bytes && !response.destroyed; sent += 1024) {
    if (say({ content: 'x'.repeat(1024) })) continue
    const settled = new AbortController()
    const drained = once(response, 'drain', { signal: settled.signal }).catch(() => undefined)
    await Promise.race([drained, gone])
    settled.abort()
  }
  response.end()
}

function whole(answer: FakeAnswer, response: ServerResponse): void {
  const json = (body: object) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }
  switch (answer.kind) {
    case 'status':
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      response.end(JSON.stringify({ error: { message: 'refused', ...answer.error } }))
      return
    case 'vectors':
      json({
        object: 'list',
        data: answer.vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
        usage: { prompt_tokens: answer.vectors.length, total_tokens: answer.vectors.length },
      })
      return
    case 'text': {
      const message = { role: 'assistant', content: answer.chunks.join('') }
      const choice = { index: 0, message, finish_reason: answer.finishReason ?? 'stop' }
      json({ id: 'x', object: 'chat.completion', choices: [choice], ...(answer.usage ? { usage: answer.usage } : {}) })
      return
    }
    case 'garbage':
      response.setHeader('content-type', 'application/json')
      response.end('{"choices": [')
      return
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
      response.write('{"choices":', () => response.destroy())
      return
    case 'hang':
      if (answer.after !== 'nothing') {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.flushHeaders()
      }
      return
    case 'tool-calls':
    case 'stream-error':
    case 'huge':
      throw new Error(`"${answer.kind}" is an answer to a streamed request`)
  }
}
