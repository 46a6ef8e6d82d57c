import type { AuthOptions } from 'next-auth'
import { z } from 'zod'
import { type SignInPorts, signIn } from '@/lib/admin/sign-in'
import type { Person } from '@/lib/domain/access-store'
import { isAppError } from '@/lib/domain/errors'
import { addressKey } from '@/lib/http/address-key'
import type { HttpServices } from '@/lib/http/http-services'
import { clientAddress } from '@/lib/http/incoming'
import { isFromOwnPage } from '@/lib/http/own-page'
import { ownPath } from '@/lib/http/own-path'
import { readBody } from '@/lib/http/read-body'
import { cookieIn } from '@/lib/http/session-cookie'
import { text } from '@/lib/http/text-schema'
import { type AuthCall, askNextAuth } from './next-auth'

export type SignInServices = Pick<HttpServices, 'sessionCookie' | 'ownOrigin' | 'limiters' | 'log' | 'clock'> & {
  store: { access: SignInPorts['access']; tokens: SignInPorts['failures'] }
}

const credentials = z.object({ email: text(1, 320), password: text(1, 1000) })
const maxFormBytes = 16_384

/** `GET /api/auth/session`, and the forms of /login: `POST /api/auth/callback/credentials` and `/signout`. */
export async function serveSignIn(
  request: Request,
  path: readonly string[],
  services: SignInServices,
): Promise<Response> {
  switch (`${request.method} ${path.join('/')}`) {
    case 'GET session':
      return readSession(request, services)
    case 'POST callback/credentials':
      return whereFromOwnPage(request, services, (form) => enter(request, form, services))
    case 'POST signout':
      return whereFromOwnPage(request, services, (form) => leave(form, services))
    default:
      return Response.json({ detail: 'Not found', code: 'NOT_FOUND' }, { status: 404 })
  }
}

/** Who is signed in, and the cookie again with a new time to live. */
async function readSession({ headers }: Request, services: SignInServices): Promise<Response> {
  const { cookies, body } = await askNextAuth(
    { method: 'GET', path: ['session'], cookies: cookieOf(headers, services), body: {} },
    optionsFor(services),
  )
  return answered(Response.json(body), cookies, services)
}

async function enter(request: Request, form: AuthCall['body'], services: SignInServices): Promise<Response> {
  const wanted = ownPath(form.callbackUrl)
  const given = credentials.safeParse(form).data
  const { store, limiters, clock } = services
  const ports = { access: store.access, attempts: limiters.login, failures: store.tokens, clock }
  const client = addressKey(clientAddress(request))
  try {
    if (!given) return toLogin('wrong', wanted)
    const person = await signIn(ports, { ...given, client })
    const call = { method: 'POST', path: ['callback', 'credentials'], cookies: {}, body: form } as const
    const { cookies } = await askNextAuth(call, optionsFor(services, person))
    if (cookies.length === 0) throw new Error('next-auth made no session')
    return answered(seeOther(wanted), cookies, services)
  } catch (error) {
    if (isAppError(error) && error.code === 'UNAUTHORIZED') return toLogin('wrong', wanted)
    if (isAppError(error) && error.code === 'RATE_LIMITED') return toLogin('locked', wanted, error.retryAfterSeconds)
    services.log.error('signing in failed', { error: error instanceof Error ? error.stack : String(error) })
    return toLogin('failed', wanted)
  }
}

async function leave(form: AuthCall['body'], services: SignInServices): Promise<Response> {
  const { name } = services.sessionCookie
  const call = { method: 'POST', path: ['signout'], cookies: { [name]: 'over' }, body: {} } as const
  const { cookies } = await askNextAuth(call, optionsFor(services))
  return answered(seeOther(ownPath(form.callbackUrl ?? '/login')), cookies, services)
}

/** `person`: who has just shown their password, where somebody has. */
function optionsFor({ sessionCookie, log }: SignInServices, person?: Person): AuthOptions {
  const { secret, name, isSecure, lifeSeconds: maxAge, claimsOf, personIn } = sessionCookie
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure }
  return {
    secret,
    session: { strategy: 'jwt', maxAge },
    jwt: { maxAge },
    cookies: { sessionToken: { name, options: cookie } },
    providers: [
      {
        ...{ id: 'credentials', name: 'Password', type: 'credentials', credentials: {} },
        authorize: async () => person ?? null,
      },
    ],
    callbacks: {
      async jwt({ token }) {
        const signedIn = person ?? (await personIn(token))
        // Next-auth takes the cookie away.
        if (!signedIn) throw new Error('somebody who was removed, or has another password since')
        return claimsOf(signedIn)
      },
      async session({ token, session: { expires } }) {
        const signedIn = await personIn(token)
        return { expires, ...(signedIn ? { user: { email: signedIn.email, role: signedIn.role } } : {}) }
      },
    },
    logger: {
      error: (code) => log.debug('next-auth', { code }),
      warn: () => undefined,
      debug: () => undefined,
    },
  }
}

async function whereFromOwnPage(
  request: Request,
  { ownOrigin }: SignInServices,
  act: (form: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  if (!isFromOwnPage(request.headers, ownOrigin))
    return Response.json({ detail: 'Only pages of this server may do this', code: 'FORBIDDEN' }, { status: 403 })
  const body = await readBody(request, maxFormBytes).catch(() => null)
  if (!body) return Response.json({ detail: 'Too large', code: 'PAYLOAD_TOO_LARGE' }, { status: 413 })
  return act(Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))))
}

function cookieOf(headers: Headers, { sessionCookie: { name } }: SignInServices): Record<string, string> {
  const value = cookieIn(headers, name)
  return value === null ? {} : { [name]: value }
}

function toLogin(error: 'wrong' | 'locked' | 'failed', wanted: string, wait: number | null = null): Response {
  const query = new URLSearchParams({ error, callbackUrl: wanted, ...(wait === null ? {} : { wait: String(wait) }) })
  return seeOther(`/login?${query}`)
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}

// Next-auth's other cookies serve flows that are not used here.
function answered(response: Response, cookies: readonly string[], { sessionCookie }: SignInServices): Response {
  for (const cookie of cookies)
    if (cookie.startsWith(`${sessionCookie.name}=`)) response.headers.append('set-cookie', cookie)
  response.headers.set('cache-control', 'no-store')
  return response
}
