/** A request as it came in: read once, nothing parsed yet. */
export type Incoming = {
  /** UUID of this request, in its answer and in the log. */
  id: string
  method: string
  /** As sent, with a trailing slash where there was one, without the query. */
  path: string
  /** As sent with its `?`; empty where there is none. */
  query: string
  /** The client's address. */
  client: string
  headers: Headers
  body: Uint8Array
  signal: AbortSignal
}

/**
 * Path and query as the client sent them. Our server keeps them in `x-parley-path`, where no rewrite changes them
 * (and removes that header from requests); without our server they are the URL's own.
 */
export function sentTarget(request: Request): { path: string; query: string } {
  const kept = request.headers.get('x-parley-path')
  if (kept === null || !kept.startsWith('/')) {
    const url = URL.parse(kept ?? request.url, request.url)
    return { path: url?.pathname ?? '', query: url?.search ?? '' }
  }
  const cut = kept.indexOf('?')
  if (cut === -1) return { path: kept, query: '' }
  return { path: kept.slice(0, cut), query: cut === kept.length - 1 ? '' : kept.slice(cut) }
}

export function clientAddress(request: Request): string {
  return request.headers.get('x-parley-client') ?? 'unknown'
}
