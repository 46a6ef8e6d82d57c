// The console's rows, asked as the person who is signed in: the cookie says who.
import { requestUnnamed } from '../request'

type Change = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Throws `ApiError`. */
export async function readJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await requestUnnamed(path, signal ? { signal } : {})).json()
}

/** Throws `ApiError`. */
export async function sendJson<T>(method: Change, path: string, body?: unknown): Promise<T> {
  return (await requestUnnamed(path, { method, ...(body === undefined ? {} : { body }) })).json()
}

/** For rows that answer nothing. Throws `ApiError`. */
export async function sendOnly(method: Change, path: string, body?: unknown): Promise<void> {
  await requestUnnamed(path, { method, ...(body === undefined ? {} : { body }) })
}
