import type { LinkTarget } from './markdown-node'

const longest = 2_000

/** Where a link may lead: the web, a mailbox or a phone. Null for everything else; relative addresses are not followed. */
export function linkTarget(href: string): LinkTarget | null {
  const url = href.length <= longest && URL.canParse(href) ? new URL(href) : null
  if (!url || url.username || url.password) return null
  if (url.protocol === 'https:' || url.protocol === 'http:') return { href: url.href, place: url.host }
  if (url.protocol === 'mailto:' || url.protocol === 'tel:') {
    const [address = ''] = url.pathname.split('?')
    return address ? { href: `${url.protocol}${address}`, place: plain(address) } : null
  }
  return null
}

function plain(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
