// Whoever may call the administration, and how each of them proves it.
import type { Json } from '@/lib/domain/json'
import { signed } from './server-process'

/** The headers that prove who calls, for one request. */
export type Caller = (method: string, path: string, text: string) => Record<string, string>

export type Answer = { status: number; text: string; body: ReturnType<typeof JSON.parse> }

export const nobody: Caller = () => ({})

/** Who signs with this key. */
export const signing =
  (key?: string): Caller =>
  (method, path, text) => {
    const { 'x-timestamp': at = '', 'x-signature': signature = '' } = signed(method, path, text, key)
    return { 'x-timestamp': at, 'x-signature': signature }
  }

export const bearing =
  (key: string): Caller =>
  () => ({ authorization: `Bearer ${key}` })

/** A person whose page is of this origin. */
export const paging =
  (cookie: string, origin: string): Caller =>
  () => ({ cookie, origin })

/** Signs in as the form of the login page does; gives the cookie. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password, callbackUrl: '/console' }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.headers.get('location')}`)
  return cookie
}

/** One request and its answer. */
export async function ask(
  url: string,
  caller: Caller,
  method: string,
  path: string,
  body?: Json | FormData,
): Promise<Answer> {
  const sent = body instanceof FormData ? new Response(body) : null
  const text = sent ? await sent.text() : body === undefined ? '' : JSON.stringify(body)
  const contentType = sent?.headers.get('content-type') ?? 'application/json'
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: { 'content-type': contentType, ...caller(method, path, text) },
    ...(text === '' ? {} : { body: text }),
  })
  const said = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, text: said, body: isJson ? JSON.parse(said) : null }
}
