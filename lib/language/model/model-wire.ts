import OpenAI from 'openai'
import type { GuardedFetch } from '@/lib/domain/egress'
import { postForStream } from './post-for-stream'
import { outage } from './provider-failure'
import { readEventStream } from './read-event-stream'
import type { ChatBody } from './request-quirks'

/**
 * How one kind of server is asked, in the words of the OpenAI format: a wire for another format translates both ways, so that
 * retries, silence and accounts stay one thing. A try, not a retry; throws ProviderFailure or what `toFailure` reads.
 */
export type ModelWire = {
  /** Chunks of a chat completion, those that came together as one list. */
  stream(body: ChatBody, signal: AbortSignal): Promise<AsyncIterable<readonly unknown[]>>
  /** A chat completion. */
  complete(body: ChatBody, signal: AbortSignal): Promise<unknown>
  embed(asked: { model: string; input: string[] }, signal: AbortSignal): Promise<unknown>
}

/** Everything the client would otherwise look up in the environment is given, and it neither retries nor logs. */
export function openAiWire(server: {
  baseUrl: string
  apiKey: string | null
  fetch?: GuardedFetch | undefined
}): ModelWire {
  const { baseUrl, apiKey } = server
  const key = apiKey || 'none'
  const url = `${baseUrl.replace(/\/+$/, '')}/chat/completions`
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: key,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    ...(server.fetch ? { fetch: server.fetch } : {}),
  })
  return {
    async stream(body, signal) {
      const asked = { ...body, stream: true } as const
      const plain = server.fetch ? null : await postForStream({ url, apiKey: key }, JSON.stringify(asked), signal)
      if (plain) return readEventStream(plain)
      const { body: bytes } = await client.chat.completions.create(asked, { signal }).asResponse()
      if (!bytes) throw outage('the answer has no body')
      return readEventStream(bytes)
    },
    complete: (body, signal) => client.chat.completions.create({ ...body, stream: false }, { signal }),
    embed: (asked, signal) => client.embeddings.create({ ...asked, encoding_format: 'float' }, { signal }),
  }
}
