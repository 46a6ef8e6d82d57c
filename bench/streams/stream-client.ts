// Reads streams of contract 5's frames, as light as can be: it shares the machine with what it measures.
import { once } from 'node:events'
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { nowMicros, readStamp, word } from './load'

export type Heard = {
  /** From the request to the first token, less what the model took for it, and its two halves. */
  addedMs: number
  beforeModelMs: number
  afterModelMs: number
  tokens: number
}

export type StreamClient = {
  /** Reads to the end. Rejects for an answer that is cut or fails. */
  read(path: string, body: object): Promise<Heard>
  /** Resolves once the answer has begun; leaves when told. The same key again: another reader of the same answer. */
  hold(path: string, body: object, key?: string): Promise<() => void>
  close(): void
}

export function createStreamClient(url: string): StreamClient {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const send = async (path: string, body: object, key?: string): Promise<IncomingMessage> => {
    const text = JSON.stringify(body)
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    }
    const asking = httpRequest(url + path, { method: 'POST', agent, headers })
    asking.end(text)
    const [answer]: IncomingMessage[] = await once(asking, 'response')
    if (answer?.statusCode !== 200) throw new Error(`${path}: ${answer?.statusCode} ${await textOf(answer)}`)
    return answer
  }
  return {
    async read(path, body) {
      const sentAt = nowMicros()
      const answer = await send(path, body)
      let first: Omit<Heard, 'tokens'> | null = null
      let text = ''
      for await (const piece of answer.setEncoding('utf8')) {
        text += piece
        first ??= firstOf(text, sentAt)
      }
      if (!first) throw new Error(`nothing was said: ${text}`)
      return { ...first, tokens: 1 + wordsIn(text) }
    },
    async hold(path, body, key) {
      const answer = await send(path, body, key)
      answer.on('error', () => undefined)
      answer.resume()
      return () => answer.destroy()
    },
    close: () => agent.destroy(),
  }
}

function firstOf(text: string, sentAt: number): Omit<Heard, 'tokens'> | null {
  const now = nowMicros()
  const chunk = /"chunk":"(\d[^"]*)"/.exec(text)?.[1]
  if (chunk === undefined) return null
  const { askedAt, saidAt } = readStamp(chunk)
  const beforeModelMs = (askedAt - sentAt) / 1000
  const afterModelMs = (now - saidAt) / 1000
  return { addedMs: beforeModelMs + afterModelMs, beforeModelMs, afterModelMs }
}

// Counted in the text itself: tokens that come together in one frame are as many tokens.
function wordsIn(text: string): number {
  const said = [...text.matchAll(/"chunk":"([^"]*)"/g)]
  const length = said.reduce((sum, [, chunk = '']) => sum + chunk.length, 0)
  const stampLength = /"chunk":"(\d+\/\d+ )/.exec(text)?.[1]?.length ?? 0
  return (length - stampLength) / word.length
}

async function textOf(answer: IncomingMessage | undefined): Promise<string> {
  let text = ''
  for await (const piece of answer?.setEncoding('utf8') ?? []) text += piece
  return text
}
