import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import ipaddr from 'ipaddr.js'
import { type Address, parseAddress } from './forbidden-range'

/** One entry of EGRESS_ALLOW or of a call's own list. `port` null: any. */
export type HostRule =
  | { kind: 'network'; base: Address; bits: number; port: number | null }
  | { kind: 'name'; name: string; subdomainsOnly: boolean; port: number | null }

/** Where a request goes: the host without brackets and final dot, in lower case and ASCII, and the port in effect. */
export type Target = { host: string; port: number }

/** `example.com`, `example.com:8443`, `*.example.com`, `10.0.0.5`, `[fd00::5]:80`, `10.0.0.0/8`. Null where it is none of them. */
export function parseHostRule(entry: string): HostRule | null {
  const text = entry.trim()
  if (text.includes('/')) return ipaddr.isValidCIDR(text) ? network(...ipaddr.parseCIDR(text), null) : null
  if (isIP(text)) return single(text, null)
  const [, bracketed, name, port] = /^(?:\[([^\]]+)\]|([^:[\]\s]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  const portNumber = port === undefined ? null : Number(port)
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? single(bracketed, portNumber) : null
  if (name === undefined) return null
  if (isIP(name)) return single(name, portNumber)
  const subdomainsOnly = name.startsWith('*.')
  const ascii = plainHost(domainToASCII(subdomainsOnly ? name.slice(2) : name))
  return ascii && !ascii.includes('*') ? { kind: 'name', name: ascii, subdomainsOnly, port: portNumber } : null
}

function single(text: string, port: number | null): HostRule | null {
  const address = parseAddress(text)
  return address && network(address, address.kind() === 'ipv4' ? 32 : 128, port)
}

function network(base: Address, bits: number, port: number | null): HostRule {
  return { kind: 'network', base, bits, port }
}

export function targetOf(url: URL): Target {
  return { host: plainHost(url.hostname), port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
}

function plainHost(host: string): string {
  return host.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** True where the rule names this host: by its name, or, for a host written as an address, by that address. */
export function ruleNames(rule: HostRule, target: Target): boolean {
  if (rule.kind === 'network') {
    const address = isIP(target.host) ? parseAddress(target.host) : null
    return address !== null && ruleContains(rule, address, target.port)
  }
  if (rule.port !== null && rule.port !== target.port) return false
  return rule.subdomainsOnly ? target.host.endsWith(`.${rule.name}`) : target.host === rule.name
}

/** True where the rule is a network that holds the address. */
export function ruleContains(rule: HostRule, address: Address, port: number): boolean {
  if (rule.kind !== 'network' || rule.base.kind() !== address.kind()) return false
  return (rule.port === null || rule.port === port) && address.match(rule.base, rule.bits)
}
