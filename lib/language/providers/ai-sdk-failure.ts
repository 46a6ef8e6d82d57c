import { APICallError, JSONParseError, TypeValidationError } from 'ai'
import { z } from 'zod'
import { failedAnswer, outage, ProviderFailure, retryAfterMs, toFailure } from '@/lib/language/model/provider-failure'
import type { ChatBody } from '@/lib/language/model/request-quirks'

// Anthropic names the error by `type`, Google by `status`, Azure by `code`.
const detail = z.looseObject({ retryDelay: z.string().optional(), reason: z.string().optional() })
const errorSchema = z.object({
  type: z.string().nullish().catch(null),
  status: z.string().nullish().catch(null),
  code: z.union([z.string(), z.number()]).nullish().catch(null),
  param: z.string().nullish().catch(null),
  message: z.string().catch(''),
  details: z.array(detail).catch([]),
})
const bodySchema = z.object({ error: errorSchema })

type ErrorBody = z.output<typeof errorSchema>

/** The failure behind what an AI SDK model threw or said in its stream; null for a bug or an abort. `now`: epoch milliseconds. */
export function aiSdkFailure(error: unknown, now: number, body: ChatBody): ProviderFailure | null {
  const known = toFailure(error, now, body)
  if (known) return known
  if (APICallError.isInstance(error)) return callFailure(error, now, body)
  if (JSONParseError.isInstance(error) || TypeValidationError.isInstance(error))
    return outage('the answer is not readable')
  if (error instanceof TypeError) return outage(`the connection failed${codeOf(error.cause)}`)
  if (error instanceof Error) return null
  return outage(`an error in the stream${errorName(errorSchema.safeParse(error).data)}`)
}

function callFailure(error: APICallError, now: number, body: ChatBody): ProviderFailure {
  const { statusCode: status, responseHeaders = {}, responseBody = '' } = error
  if (status === undefined) return outage(`the connection failed${codeOf(error.cause)}`)
  // A refusal always has a status of its own: with this one the answer itself could not be read.
  if (status < 300) return outage('the answer is not readable')
  const said = readBody(responseBody)
  if (said.details.some(({ reason }) => reason === 'API_KEY_INVALID'))
    return new ProviderFailure(`HTTP ${status} (API_KEY_INVALID)`, { kind: 'give-up' })
  const asked = retryAfterMs((name) => responseHeaders[name] ?? null, now) ?? retryDelayMs(said)
  const code = nameOf(said)
  return failedAnswer({ status, code, param: said.param ?? null, message: said.message, retryAfterMs: asked }, body)
}

function readBody(text: string): ErrorBody {
  try {
    return bodySchema.parse(JSON.parse(text)).error
  } catch {
    return errorSchema.parse({})
  }
}

// Google says in the body how long to wait: `{"@type": ".../google.rpc.RetryInfo", "retryDelay": "31s"}`.
function retryDelayMs({ details }: ErrorBody): number | null {
  const delay = details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay
  const [, seconds] = /^(\d{1,6}(?:\.\d+)?)s$/.exec(delay ?? '') ?? []
  return seconds === undefined ? null : Number(seconds) * 1000
}

function nameOf({ type, status, code }: ErrorBody): string | null {
  const generic = type === 'error' ? null : type
  return (typeof code === 'string' ? code : null) ?? status ?? generic ?? null
}

function errorName(said: ErrorBody | undefined): string {
  const name = said ? nameOf(said) : null
  return name && /^[\w.-]{1,64}$/.test(name) ? ` (${name})` : ''
}

function codeOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? ` (${code})` : ''
}
