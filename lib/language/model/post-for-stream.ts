import OpenAI from 'openai'
import { type Dispatcher, request } from 'undici'

const maxRefusalLength = 65_536

/**
 * Posts JSON and answers with the body as it comes; null for a redirect, which is not followed. Not `fetch`: that holds 20 KB
 * more for each answer that is waited for. The signal ends the request at once, also while its body is read. Throws
 * OpenAI.APIError for an answer that is no success, OpenAI.APIConnectionError where none came.
 */
export async function postForStream(
  { url, apiKey }: { url: string; apiKey: string },
  body: string,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array> | null> {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'parley',
  }
  // How long silence may last is the caller's to say.
  const waits = { headersTimeout: 0, bodyTimeout: 0 }
  const answer = await request(url, { method: 'POST', headers, body, signal, ...waits }).catch((cause: unknown) => {
    throw new OpenAI.APIConnectionError(cause instanceof Error ? { cause } : {})
  })
  const { statusCode } = answer
  if (statusCode < 300) return answer.body
  if (statusCode >= 400) throw await refusalOf(answer)
  await answer.body.dump()
  return null
}

async function refusalOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Error> {
  let text = ''
  for await (const piece of body.setEncoding('utf8')) {
    text += piece
    if (text.length > maxRefusalLength) break
  }
  const known = new Headers()
  for (const [name, value] of Object.entries(headers)) known.set(name, String(value))
  return OpenAI.APIError.generate(statusCode, jsonOf(text), text, known)
}

function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value ? value : undefined
  } catch {
    return undefined
  }
}
