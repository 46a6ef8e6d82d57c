/**
 * Whether a page of ours sent the request: asked before a cookie may change anything. Browsers say so in Sec-Fetch-Site,
 * and over plain http only in Origin. `ownOrigin`: PUBLIC_URL's, where our pages have another name than requests show.
 */
export function isFromOwnPage(headers: Headers, ownOrigin: string | null): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return false
  return origin === ownOrigin || URL.parse(origin)?.host === headers.get('host')?.toLowerCase()
}
