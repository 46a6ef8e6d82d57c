import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import { hasForwardingHeader } from './exposure'

/** What only this server knows of a request: whatever a client sent under these names is written over. */
export const serverHeaders = ['x-parley-path', 'x-parley-client', 'x-parley-forwarded'] as const

/**
 * Writes what only this server knows of a request into headers that `serve` reads, over whatever a client sent there:
 * the target as it was sent (signatures are made over it), the client's address, and whether a proxy passed it on.
 */
export function connectionHeaders(trustedProxies: readonly string[]): (request: IncomingMessage) => void {
  const proxies = blockListOf(trustedProxies)
  return (request) => {
    request.headers['x-parley-path'] = request.url ?? '/'
    request.headers['x-parley-client'] = clientOf(request, proxies)
    const forwarded = hasForwardingHeader((name) => request.headers[name] !== undefined)
    request.headers['x-parley-forwarded'] = forwarded ? 'yes' : 'no'
  }
}

// The last address in the chain that is not one of our own proxies.
function clientOf({ socket, headers }: IncomingMessage, proxies: BlockList): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',')
  const chain = [...forwarded.split(',').map((address) => address.trim()), plain(socket.remoteAddress ?? '')]
  let client = chain.pop() ?? ''
  while (isOwn(client, proxies)) {
    const before = chain.pop()
    if (!before) break
    client = before
  }
  return client
}

function isOwn(address: string, proxies: BlockList): boolean {
  return address !== '' && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

function plain(address: string): string {
  return address.replace(/^::ffff:/, '')
}

function blockListOf(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}
