import { ApiError } from '../api-error'
import { type Call, requestUnnamed } from '../request'
import { createTokenSource } from './token-source'

const tokenSource = createTokenSource()

/** One call as the person who is signed in. Throws `ApiError`; 401 where nobody is any more. */
export async function bearerRequest(path: string, call: Call = {}): Promise<Response> {
  return withToken((token) =>
    requestUnnamed(path, { ...call, headers: { ...call.headers, authorization: `Bearer ${token}` } }),
  )
}

/** A token that the server takes no more (revoked, other keys) is replaced once. */
export async function withToken<T>(ask: (token: string) => Promise<T>): Promise<T> {
  const token = await tokenSource.take()
  try {
    return await ask(token)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    tokenSource.drop(token)
    return ask(await tokenSource.take())
  }
}
