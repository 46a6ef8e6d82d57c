import { randomUUID } from 'node:crypto'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import type { Auth } from './auth'
import { addCorsHeaders, optionsResponse } from './cors'
import { encodeReply } from './encode-reply'
import type { Endpoint } from './endpoint'
import { errorReply } from './error-reply'
import { consoleDialect, type HttpDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import { clientAddress, type Incoming, sentTarget } from './incoming'
import { discardBody, readBody } from './read-body'
import { createRouter, type Route } from './router'
import { isSigned, signatureHeaders } from './verify-signature'

/**
 * Serves an API's rows. Every answer, the refusals too, carries `x-request-id`; it never rejects.
 * Order: path, size of the body, who is calling, shape of the request, work.
 */
export function serve<S extends HttpServices>(
  rows: readonly Endpoint<S>[],
  services: S,
): (request: Request) => Promise<Response> {
  const findRoute = createRouter(rows)
  const elsewhere = rows[0]?.dialect ?? consoleDialect

  return async (request) => {
    const startedAt = services.clock.monotonic()
    const id = randomUUID()
    const target = sentTarget(request)
    const client = clientAddress(request)
    const route = findRoute(request.method, target.path)
    const dialect = route.kind === 'unknown' ? elsewhere : route.row.dialect
    const answer = await respond(request, route, services, { id, client, ...target }).catch((error: unknown) => {
      const failure = asAppError(error)
      const reply = errorReply(failure, dialect, id)
      if (reply.status >= 500) logFailure(services.log, failure, id)
      return encodeReply(reply)
    })
    const response = request.method === 'HEAD' ? await withoutBody(answer) : answer
    response.headers.set('x-request-id', id)
    if (route.kind === 'wrong-method') response.headers.set('allow', route.allow)
    await addCorsHeaders(response.headers, request.headers, dialect.cors, services).catch((error: unknown) =>
      services.log.warn('the pages that may read an answer are not known', { error: String(error) }),
    )
    services.log[response.status < 400 ? 'debug' : 'info']('request', {
      request_id: id,
      method: request.method,
      route: route.kind === 'unknown' ? 'unknown' : route.row.path,
      status: response.status,
      ms: Math.round((services.clock.monotonic() - startedAt) * 10) / 10,
      client,
    })
    return response
  }
}

async function respond<S extends HttpServices>(
  request: Request,
  route: Route<S>,
  services: S,
  seen: Pick<Incoming, 'id' | 'path' | 'query' | 'client'>,
): Promise<Response> {
  if (route.kind !== 'found') discardBody(request)
  if (route.kind === 'unknown') throw new AppError('NOT_FOUND', 'Not found')
  if (route.kind === 'wrong-method') {
    if (request.method === 'OPTIONS') return optionsResponse(route.row.dialect.cors, route.allow)
    throw new AppError('METHOD_NOT_ALLOWED', 'Method not allowed')
  }
  const { method, headers, signal } = request
  const { maxBodyBytes } = route.row
  const heard = { ...seen, method, headers, signal }
  // A signature covers the bytes, so that they are read before it is checked; a stranger's many bytes are not.
  if (maxBodyBytes !== undefined)
    await refuseStranger(heard, route.row, services).catch((refusal: unknown) => {
      discardBody(request)
      throw refusal
    })
  const body = await readBody(request, maxBodyBytes)
  const reply = await route.row.call({ ...heard, body }, route.pathValues, services)
  return reply instanceof Response ? reply : encodeReply(reply)
}

async function refuseStranger(
  heard: Omit<Incoming, 'body'>,
  { auth, dialect }: { auth: Auth; dialect: HttpDialect },
  services: HttpServices,
): Promise<void> {
  if (auth.kind === 'bearer') await auth.authenticate({ ...heard, body: new Uint8Array() }, dialect, services)
  if (auth.kind !== 'hmac' && auth.kind !== 'hmac-or-cookie') return
  if (auth.kind === 'hmac-or-cookie' && (await showsMore(heard.headers, services))) return
  signatureHeaders(heard.headers, services.clock.now())
}

// A key that is sent along, or somebody who signed in.
async function showsMore(headers: Headers, { bearerKeys, sessionCookie }: HttpServices): Promise<boolean> {
  if (isSigned(headers)) return false
  return (await bearerKeys.find(headers)) !== null || (await sessionCookie.personOf(headers)) !== null
}

async function withoutBody(answer: Response): Promise<Response> {
  await answer.body?.cancel()
  return new Response(null, answer)
}

/** A bug's text stays in the log. */
function asAppError(error: unknown): AppError {
  return isAppError(error) ? error : new AppError('SERVER_ERROR', 'Internal server error', { cause: error })
}

function logFailure(log: Log, failure: AppError, requestId: string): void {
  log.error('request failed', {
    request_id: requestId,
    code: failure.code,
    error: withCauses(failure.cause ?? failure),
  })
}

function withCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const text = error.stack ?? String(error)
  return error.cause === undefined ? text : `${text}\ncaused by ${withCauses(error.cause)}`
}
