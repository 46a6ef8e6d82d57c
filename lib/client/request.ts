import type { Problem } from '@/lib/domain/errors'
import { ApiError } from './api-error'
import { keep } from './keep'

export type Call = {
  method?: string
  body?: unknown
  key?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** One call to our own server, as this visitor. Throws `ApiError` where it is not reached or says no. */
export async function request(path: string, call: Call = {}): Promise<Response> {
  const token = keep.read('visitor')
  const first = await ask(path, call, token)
  // A token that the server no longer knows as its own: this browser starts over as nobody.
  const isForgotten = first.status === 401 && token !== null
  if (isForgotten) keep.drop('visitor')
  const response = isForgotten ? await ask(path, call, null) : first
  const issued = response.headers.get('x-parley-visitor')
  if (issued) keep.write('visitor', issued)
  if (response.ok) return response
  throw await errorOf(response)
}

/** The same for calls that say who asks in another way: this visitor's token stays out of them. */
export async function requestUnnamed(path: string, call: Call = {}): Promise<Response> {
  const response = await ask(path, call, null)
  if (response.ok) return response
  throw await errorOf(response)
}

async function ask(path: string, call: Call, token: string | null): Promise<Response> {
  const { method = 'GET', body, key, headers = {}, signal } = call
  try {
    return await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { 'x-parley-visitor': token } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(0, 'The server cannot be reached.', 'OFFLINE', null)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => ({}))
  return refusal(response.status, body, response.headers.get('retry-after'))
}

/** What the server said no with. `retryAfter`: the header's value. */
export function refusal(status: number, said: unknown, retryAfter: string | null): ApiError {
  const body: { message?: unknown; code?: unknown; problems?: unknown } =
    typeof said === 'object' && said !== null ? said : {}
  const wait = Number(retryAfter ?? Number.NaN)
  return new ApiError(
    status,
    typeof body.message === 'string' ? body.message : 'The server could not answer.',
    typeof body.code === 'string' ? body.code : 'UNKNOWN',
    Number.isFinite(wait) ? wait : null,
    Array.isArray(body.problems) ? body.problems.filter(isProblem) : [],
  )
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value
}
