import OpenAI from 'openai'
import { isEgressRefused } from '@/lib/domain/egress'
import { AppError } from '@/lib/domain/errors'
import { type ChatBody, type ChatMessage, type Quirk, refusedParameter } from './request-quirks'

/** What may help after a try that failed. */
export type Reaction =
  /** The provider is busy or away. `isOutage`: it counts for the circuit breaker; being told to slow down does not. */
  | { kind: 'wait'; retryAfterMs: number | null; isOutage: boolean }
  /** It answered with something unusable; the correction goes to the model. */
  | { kind: 'ask-again'; correction: readonly ChatMessage[] }
  | { kind: 'adapt'; refused: Quirk }
  | { kind: 'other-model' }
  | { kind: 'give-up' }

/** A try that failed. Its message is fit for logs: no words of the conversation, no keys, nothing the provider wrote freely. */
export class ProviderFailure extends Error {
  readonly reaction: Reaction

  constructor(description: string, reaction: Reaction) {
    super(description)
    this.name = 'ProviderFailure'
    this.reaction = reaction
  }
}

export function outage(description: string): ProviderFailure {
  return new ProviderFailure(description, { kind: 'wait', retryAfterMs: null, isOutage: true })
}

/** The failure behind what the client threw; null for anything else, which is a bug. `now`: milliseconds since the epoch. */
export function toFailure(error: unknown, now: number, body: ChatBody | null = null): ProviderFailure | null {
  if (error instanceof ProviderFailure) return error
  const refusedAddress = addressRefusal(error)
  if (refusedAddress) return refusedAddress
  if (error instanceof OpenAI.APIConnectionTimeoutError) return outage('the connection timed out')
  if (error instanceof OpenAI.APIConnectionError) return outage(`the connection failed${codeOf(error.cause)}`)
  if (error instanceof OpenAI.APIError) return refusal(error, now, body)
  if (error instanceof SyntaxError) return outage('the answer is not readable')
  return null
}

/** What the caller is told. */
export function modelUnavailable(failure: ProviderFailure, isBegun = false): AppError {
  const text = isBegun
    ? 'The language model stopped in the middle of its answer. Please try again.'
    : 'The language model is not available right now. Please try again in a moment.'
  const { reaction } = failure
  const waitMs = reaction.kind === 'wait' ? reaction.retryAfterMs : null
  return new AppError('MODEL_UNAVAILABLE', text, {
    cause: failure,
    ...(waitMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }),
  })
}

function refusal(error: InstanceType<typeof OpenAI.APIError>, now: number, body: ChatBody | null): ProviderFailure {
  const { status, headers, code, param, message } = error
  if (status === undefined) return outage(`an error in the stream${codeOf(error)}`)
  const asked = retryAfterMs((name) => headers?.get(name) ?? null, now)
  return failedAnswer({ status, code: code ?? null, param: param ?? null, message, retryAfterMs: asked }, body)
}

/** The failure behind an answer that is no success, in any provider's words. `message` is looked at and never repeated. */
export function failedAnswer(
  answer: { status: number; code: string | null; param: string | null; message: string; retryAfterMs: number | null },
  body: ChatBody | null,
): ProviderFailure {
  const { status, code, param, message, retryAfterMs } = answer
  const description = `HTTP ${status}${codeOf({ code })}`
  if (status === 429 && code !== 'insufficient_quota')
    return new ProviderFailure(description, { kind: 'wait', retryAfterMs, isOutage: false })
  if (status === 408 || (status >= 500 && status !== 501))
    return new ProviderFailure(description, { kind: 'wait', retryAfterMs, isOutage: true })
  if (status === 401 || status === 403) return new ProviderFailure(description, { kind: 'give-up' })
  const refused = body && (status === 400 || status === 422) ? refusedParameter(body, param, message) : null
  return new ProviderFailure(description, refused ? { kind: 'adapt', refused } : { kind: 'other-model' })
}

// No request was made and none will be: asking again changes nothing.
function addressRefusal(error: unknown): ProviderFailure | null {
  const reason = isEgressRefused(error) ? error : error instanceof Error ? error.cause : null
  if (!isEgressRefused(reason)) return null
  return new ProviderFailure(`the address is not reached: ${reason.message}`, { kind: 'give-up' })
}

/** How long a provider asks to be left alone, by its headers; `now`: milliseconds since the epoch. */
export function retryAfterMs(header: (name: string) => string | null, now: number): number | null {
  const exact = Number(header('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact)) return Math.max(0, exact)
  const value = header('retry-after')
  if (!value) return null
  const ms = Number.isFinite(Number(value)) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

// A code is a name from a list (`model_not_found`, `ECONNREFUSED`): anything longer could quote the request.
function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (typeof code === 'string' && /^[\w.-]{1,64}$/.test(code)) return ` (${code})`
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null
  return cause ? codeOf(cause) : ''
}
