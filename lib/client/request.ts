import { ApiError } from './api-error'
import { keep } from './keep'

type Call = {
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
  const body: { message?: unknown; code?: unknown } = await response.json().catch(() => ({}))
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiError(
    response.status,
    typeof body.message === 'string' ? body.message : 'The server could not answer.',
    typeof body.code === 'string' ? body.code : 'UNKNOWN',
    Number.isFinite(wait) ? wait : null,
  )
}
