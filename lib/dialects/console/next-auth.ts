// next-auth, asked as a function: what it is given, and what it answers.
import { createHash, randomBytes } from 'node:crypto'
import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth, { type AuthOptions } from 'next-auth'
import { z } from 'zod'

export type AuthCall = {
  method: 'GET' | 'POST'
  /** Below `/api/auth`: `['callback', 'credentials']`. */
  path: readonly string[]
  cookies: Readonly<Record<string, string>>
  body: Readonly<Record<string, string>>
}

export type AuthAnswer = { cookies: readonly string[]; body: unknown }

const nextRequest = z.custom<NextApiRequest>((value) => typeof value === 'object')
const nextResponse = z.custom<NextApiResponse>((value) => typeof value === 'object')

/**
 * One call of next-auth. Its own check against forged forms (a cookie and a field that agree) is met here: whoever calls has
 * looked at where the request came from already, and a form then needs no script.
 */
export async function askNextAuth(
  { method, path, cookies, body }: AuthCall,
  options: AuthOptions,
): Promise<AuthAnswer> {
  const csrfToken = randomBytes(32).toString('hex')
  const seal = createHash('sha256').update(`${csrfToken}${options.secret}`).digest('hex')
  const request = nextRequest.parse({
    method,
    query: { nextauth: path },
    cookies: { ...cookies, [csrfCookie]: `${csrfToken}|${seal}` },
    headers: {},
    body: { ...body, csrfToken },
  })
  const headers = new Map<string, unknown>()
  let answer: unknown = null
  const keep = (value: unknown) => {
    answer = value
  }
  const response = {
    status: () => response,
    setHeader: (name: string, value: unknown) => {
      headers.set(name.toLowerCase(), value)
      return response
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    end: () => undefined,
    json: keep,
    send: keep,
  }
  const csrf = { name: csrfCookie, options: {} }
  await NextAuth(request, nextResponse.parse(response), {
    ...options,
    cookies: { ...options.cookies, csrfToken: csrf },
  })
  return { cookies: z.array(z.string()).default([]).parse(headers.get('set-cookie')), body: answer }
}

const csrfCookie = 'parley-form'
