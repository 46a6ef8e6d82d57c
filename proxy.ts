// What Next cannot do with files alone: a page and a route on one path, and a nonce for each page.
import { type NextRequest, NextResponse } from 'next/server'
import { type FramingServices, frameAncestors } from '@/lib/http/frame-ancestors'
import { runningServices } from '@/lib/http/running-services'

export const config = {
  matcher: [
    '/',
    '/chat/:path*',
    '/embed/:path*',
    '/welcome',
    '/login',
    '/chatbots/:path*',
    '/console/:path*',
    '/admin',
  ],
}

/** `GET /` and `POST /chat` are an API's paths and, for browsers, pages. Pages get a content security policy of their own. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  if (pathname === '/' && !wantsPage(request)) return withVary(NextResponse.next())
  if (/^\/chat\/?$/.test(pathname) && !wantsPage(request))
    return withVary(NextResponse.rewrite(new URL(`/api/threads-chat${search}`, request.url)))
  // Below it lies contract 6's API, which is no page.
  if (/^\/admin\/?$/.test(pathname))
    return wantsPage(request) ? NextResponse.redirect(new URL('/console', request.url)) : NextResponse.next()
  const policy = pagePolicy(crypto.randomUUID().replaceAll('-', ''), await framedBy(request))
  const headers = new Headers(request.headers)
  // Next reads the nonce for its own scripts from here.
  headers.set('content-security-policy', policy)
  const response =
    pathname === '/'
      ? withVary(NextResponse.rewrite(new URL(`/welcome${search}`, request.url), { request: { headers } }))
      : NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** A browser's own load asks for HTML; Next's client, which moves between pages, says so in a header of its own. */
function wantsPage({ method, headers, nextUrl }: NextRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  // The link to a form is followed by more than browsers: previews, checks of links.
  if (nextUrl.pathname !== '/' && nextUrl.searchParams.has('form_fields_id')) return true
  return headers.get('rsc') === '1' || (headers.get('accept') ?? '').includes('text/html')
}

function withVary(response: NextResponse): NextResponse {
  response.headers.append('vary', 'Accept')
  return response
}

/** The widget's frame stands on other people's pages; nothing else does. */
async function framedBy({ nextUrl, headers }: NextRequest): Promise<string> {
  const agentId = /^\/embed\/([^/]+)\/?$/.exec(nextUrl.pathname)?.[1]
  if (agentId === undefined) return "'none'"
  return frameAncestors(headers, decoded(agentId), runningServices<FramingServices>())
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // No agent has such an id.
    return part
  }
}

function pagePolicy(nonce: string, ancestors: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')
}
