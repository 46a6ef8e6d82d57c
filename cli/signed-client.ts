import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { bodyHash, hmacKey, signatureOf } from '@/lib/http/hmac-signature'
import { CliFailure } from './cli-failure'

export type SignedRequest<T> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the root, escaped; this is what is signed. */
  path: string
  /** Sent but not signed (contract 6's admin API); with its question mark. */
  query?: string
  body?: unknown
  /** One for all tries: whatever happened to the earlier ones, the message counts once. */
  idempotencyKey?: string
  answer: z.ZodType<T>
}

export type SignedClient = {
  /** Throws ServerRefusal for an answer of 4xx or a lasting 5xx, CliFailure where no server answers. */
  send<T>(request: SignedRequest<T>): Promise<T>
}

export type SignedClientOptions = {
  /** Scheme, host and port. */
  origin: string
  apiKey: string
  /** Before each further try, in milliseconds. */
  pausesMs?: readonly number[]
  /** Of one try: a little above the longest turn of the server. */
  timeoutMs?: number
  /** Hears why another try follows. */
  onRetry?: (reason: string, pauseMs: number) => void
  signal?: AbortSignal
}

/** The server answered, and not with what was asked for. */
export class ServerRefusal extends CliFailure {
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

export const growingPausesMs: readonly number[] = [250, 500, 1000, 2000, 4000]
const longestPauseMs = 15_000
const clockToleranceMs = 2_000

type Outcome =
  | { kind: 'answered'; status: number; body: unknown; serverTime: number | null; retryAfterMs: number }
  | { kind: 'lost'; reason: string }

/**
 * A client of the signed endpoints that behaves as contract 1's "Best Practices" ask: 5xx, 429 and lost connections are
 * tried again after growing pauses (`Retry-After` is kept), and a clock that is off is corrected once by the server's.
 */
export function createSignedClient(options: SignedClientOptions): SignedClient {
  const { origin, pausesMs = growingPausesMs, onRetry = () => {} } = options
  const key = hmacKey(options.apiKey)
  let clockOffsetMs = 0

  async function once(request: SignedRequest<unknown>): Promise<Outcome> {
    const body = Buffer.from(request.body === undefined ? '' : JSON.stringify(request.body), 'utf8')
    const timestamp = String(Math.floor((Date.now() + clockOffsetMs) / 1000))
    const { method, path, query = '', idempotencyKey } = request
    const headers = {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signatureOf(key, { timestamp, nonce: '', method, path, bodyHash: bodyHash(body) }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    }
    const limit = AbortSignal.timeout(options.timeoutMs ?? 125_000)
    const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit
    try {
      const response = await fetch(origin + path + query, {
        method,
        headers,
        signal,
        redirect: 'error',
        ...(body.length === 0 ? {} : { body }),
      })
      return await read(response)
    } catch (cause) {
      options.signal?.throwIfAborted()
      return { kind: 'lost', reason: lossReason(cause) }
    }
  }

  function correctsClock(outcome: Outcome): boolean {
    if (outcome.kind === 'lost' || outcome.status !== 401 || outcome.serverTime === null) return false
    const offset = outcome.serverTime - Date.now()
    if (Math.abs(offset - clockOffsetMs) <= clockToleranceMs) return false
    clockOffsetMs = offset
    return true
  }

  async function persistently(request: SignedRequest<unknown>): Promise<Outcome> {
    let outcome = await once(request)
    if (correctsClock(outcome)) outcome = await once(request)
    for (const pauseMs of pausesMs) {
      const reason = retryReason(outcome)
      if (reason === null) break
      const waitMs = Math.min(Math.max(pauseMs, outcome.kind === 'lost' ? 0 : outcome.retryAfterMs), longestPauseMs)
      onRetry(reason, waitMs)
      await pause(waitMs, undefined, options.signal ? { signal: options.signal } : {})
      outcome = await once(request)
    }
    return outcome
  }

  return {
    async send(request) {
      const outcome = await persistently(request)
      if (outcome.kind === 'lost')
        throw new CliFailure(`No server answers at ${origin} (${outcome.reason}): is it running (npm start)?`)
      if (outcome.status >= 400) throw new ServerRefusal(outcome.status, refusalSentence(outcome.status, outcome.body))
      const parsed = request.answer.safeParse(outcome.body)
      if (!parsed.success)
        throw new CliFailure(`${origin} answered ${request.method} ${request.path} with something else: is it Parley?`)
      return parsed.data
    },
  }
}

async function read(response: Response): Promise<Outcome> {
  const text = await response.text()
  const retryAfter = Number(response.headers.get('retry-after'))
  const date = Date.parse(response.headers.get('date') ?? '')
  return {
    kind: 'answered',
    status: response.status,
    body: parsedOr(text),
    serverTime: Number.isNaN(date) ? null : date,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : 0,
  }
}

function retryReason(outcome: Outcome): string | null {
  if (outcome.kind === 'lost') return outcome.reason
  if (outcome.status < 500 && outcome.status !== 429) return null
  return `the server answered ${outcome.status}`
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

// fetch hides what happened in a chain of causes, which for a name with several addresses holds several errors.
function lossReason(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no connection'
  if (cause.name === 'TimeoutError') return 'no answer in time'
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  if (cause instanceof AggregateError) return lossReason(cause.errors[0])
  return cause.cause instanceof Error ? lossReason(cause.cause) : cause.message
}

function refusalSentence(status: number, body: unknown): string {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : null
  const said = typeof detail === 'string' && detail !== '' ? detail : 'no reason given'
  if (status === 401 || status === 403)
    return `The server refused the signature (${status}: ${said}): is ADMIN_API_KEY the key of this server?`
  return `The server answered ${status}: ${said}`
}
