import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Null where the text is no IP address. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) comes back as IPv4. */
export function parseAddress(text: string): Address | null {
  return ipaddr.isValid(text) ? ipaddr.process(text) : null
}

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
// Public by number, yet it answers every virtual machine of one large cloud with that machine's own secrets.
const azureWireServer = '168.63.129.16'

/** Why an address is not for requests from here: the name of its range. Null: an address of the public internet. */
export function forbiddenRange(address: Address): string | null {
  if (address.kind() === 'ipv4') {
    if (address.toString() === azureWireServer) return 'metadata'
    const range: string = address.range()
    return range === 'unicast' ? null : range
  }
  const range: string = address.range()
  const bytes = address.toByteArray()
  // What is reached by these is the IPv4 address inside.
  if (address.match(nat64)) return inside(range, bytes.slice(12))
  if (range === '6to4') return inside(range, bytes.slice(2, 6))
  if (range === 'unicast') return address.match(globalUnicast) ? null : 'reserved'
  return range
}

function inside(range: string, bytes: number[]): string | null {
  const found = forbiddenRange(ipaddr.fromByteArray(bytes))
  return found && `${range} to ${found}`
}
