import { EgressRefused, type GuardedFetch, isEgressRefused } from '@/lib/domain/egress'
import { type EgressOptions, openChecked, readAllowed, resolveAll } from './guarded-http'

const maxAnswerBytes = 32 * 1024 * 1024
const bodiless = new Set([204, 205, 304])

/**
 * `fetch` under the rules of egress, for clients that bring their own requests: text bodies only, redirects are answers, the
 * body streams and breaks after 32 MB. Rejects with EgressRefused before any request is made.
 */
export function createGuardedFetch({ allow, resolve = resolveAll, log }: EgressOptions): GuardedFetch {
  const rules = allow.map(readAllowed)
  return async (input, init = {}) => {
    const signal = init.signal ?? new AbortController().signal
    signal.throwIfAborted()
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
    const body = textBody(init.body)
    const asked = { url, headers: Object.fromEntries(new Headers(init.headers)), allowedHosts: null }
    const opened = await openChecked(asked, rules, resolve, signal).catch((error: unknown) => {
      if (isEgressRefused(error)) log.warn('a request to a configured address was refused', { rule: error.message })
      throw error
    })
    const { client, path, headers } = opened
    const end = () => void client.destroy().catch(() => undefined)
    try {
      const method = init.method?.toUpperCase() === 'GET' ? 'GET' : 'POST'
      const answer = await client.request({ path, method, headers, body, signal })
      const { statusCode: status } = answer
      return new Response(bodiless.has(status) ? null : streamOf(answer.body, end), {
        status,
        headers: plain(answer.headers),
      })
    } catch (error) {
      end()
      throw error
    }
  }
}

function textBody(body: RequestInit['body']): string | null {
  if (body === null || body === undefined) return null
  if (typeof body === 'string') return body
  throw new EgressRefused('Only text is sent to this address')
}

/** The body as it comes; the client ends with it, however it ends. */
function streamOf(body: AsyncIterable<Uint8Array>, end: () => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = body[Symbol.asyncIterator]()
  let left = maxAnswerBytes
  return new ReadableStream({
    async pull(controller) {
      try {
        const next = await chunks.next()
        if (next.done) {
          controller.close()
          return end()
        }
        left -= next.value.length
        if (left < 0) throw new Error('The answer is too large')
        controller.enqueue(new Uint8Array(next.value))
      } catch (error) {
        end()
        throw error
      }
    },
    cancel: end,
  })
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  )
}
