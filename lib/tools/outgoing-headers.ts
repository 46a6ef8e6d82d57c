import { EgressRefused } from '@/lib/domain/egress'

// The connection's own business: the client sets them where they are needed.
const governed = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Configured headers as they may be sent, names in lower case. Throws EgressRefused for a name or value that HTTP does not
 * allow, such as one with a line break, and for a `Host` other than the address's own. Never repeats a value.
 */
export function outgoingHeaders(headers: Readonly<Record<string, string>>, host: string): Record<string, string> {
  const sent: Record<string, string> = { 'user-agent': 'Parley' }
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(key)) throw new EgressRefused('A header name has forbidden characters')
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      throw new EgressRefused(`The value of header "${key}" has forbidden characters`)
    if (key === 'host' && value.trim().toLowerCase() !== host.toLowerCase())
      throw new EgressRefused('The header "host" must be the address\'s own host')
    if (!governed.has(key)) sent[key] = value.trim()
  }
  return sent
}
