import type { Endpoint } from './endpoint'
import type { HttpServices } from './http-services'
import { runningServices } from './running-services'
import { serve } from './serve'

type Handler = (request: Request) => Promise<Response>
type RouteHandlers = Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS', Handler>

/**
 * The handlers of a route file: all verbs, so that the wrong ones get our own 405.
 * The services are looked up when a request comes: a build touches none.
 */
export function nextRoute<S extends HttpServices>(...rows: readonly Endpoint<S>[]): RouteHandlers {
  return nextRouteWith<S>(runningServices, ...rows)
}

export function nextRouteWith<S extends HttpServices>(
  services: () => S,
  ...rows: readonly Endpoint<S>[]
): RouteHandlers {
  let current: { services: S; handle: Handler } | null = null
  const handle: Handler = (request) => {
    const now = services()
    if (current?.services !== now) current = { services: now, handle: serve(rows, now) }
    return current.handle(request)
  }
  return { GET: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle, HEAD: handle, OPTIONS: handle }
}
