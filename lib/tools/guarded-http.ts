import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import {
  type Egress,
  EgressFailed,
  EgressRefused,
  type EgressRequest,
  type EgressResponse,
  isEgressRefused,
} from '@/lib/domain/egress'
import { AppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import { type Address, forbiddenRange, parseAddress } from './forbidden-range'
import { type HostRule, parseHostRule, ruleContains, ruleNames, type Target, targetOf } from './host-rule'
import { outgoingHeaders } from './outgoing-headers'
import { readAnswer } from './read-answer'

export type EgressOptions = {
  /** EGRESS_ALLOW: hosts, `host:port` and CIDR blocks that are reached although their addresses are not public. */
  allow: readonly string[]
  /** All addresses of a name; asked once a request. */
  resolve?: (host: string) => Promise<readonly string[]>
  log: Log
}

/**
 * The one client for configured addresses. A request goes to exactly the addresses that were checked;
 * redirects are answers, not followed; `timeoutMs` counts from the call to the last byte. Throws where an entry of
 * `allow` cannot be read.
 */
export function createEgress({ allow, resolve = resolveAll, log }: EgressOptions): Egress {
  const rules = allow.map(readAllowed)
  return {
    async send(request) {
      const limit = new AbortController()
      const timer = setTimeout(() => limit.abort(), request.timeoutMs)
      const signal = AbortSignal.any([limit.signal, request.signal])
      try {
        return await sendChecked(request, rules, resolve, signal)
      } catch (error) {
        if (isEgressRefused(error)) {
          log.warn('a request to a configured address was refused', { rule: error.message })
          throw error
        }
        if (request.signal.aborted) throw new EgressFailed('The request was given up', { cause: error })
        if (limit.signal.aborted)
          throw new EgressFailed(`No complete answer within ${request.timeoutMs / 1000} s`, { cause: error })
        throw new EgressFailed(describe(error), { cause: error })
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

async function sendChecked(
  request: EgressRequest,
  rules: readonly HostRule[],
  resolve: (host: string) => Promise<readonly string[]>,
  signal: AbortSignal,
): Promise<EgressResponse> {
  const { client, path, headers } = await openChecked(request, rules, resolve, signal)
  try {
    const { method, body } = request
    const answer = await client.request({ path, method, headers, body, signal })
    return await readResponse(answer, request.maxResponseBytes)
  } finally {
    await client.destroy()
  }
}

/**
 * A client that reaches exactly the addresses that were checked; to be destroyed by the caller.
 * Throws EgressRefused, or the signal's reason once it is aborted.
 */
export async function openChecked(
  request: Pick<EgressRequest, 'url' | 'headers' | 'allowedHosts'>,
  rules: readonly HostRule[],
  resolve: (host: string) => Promise<readonly string[]>,
  signal: AbortSignal,
): Promise<{ client: Client; path: string; headers: Record<string, string> }> {
  const url = readUrl(request.url)
  const target = targetOf(url)
  requireListed(target, request.allowedHosts)
  const headers = outgoingHeaders(request.headers, url.host)
  const addresses = await addressesOf(target, resolve, signal)
  for (const address of addresses) requireReachable(address, target, rules)
  signal.throwIfAborted()
  const client = new Client(url.origin, {
    connect: { lookup: pinned(addresses), timeout: 0 },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return { client, path: url.pathname + url.search, headers }
}

async function readResponse(answer: Dispatcher.ResponseData, maxBytes: number): Promise<EgressResponse> {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
  const about = { encoding: headers['content-encoding'] ?? '', contentType: headers['content-type'] ?? '' }
  const { body, truncated } = await readAnswer(answer.body, about, maxBytes)
  return { status: answer.statusCode, headers, body, truncated }
}

function readUrl(text: string): URL {
  if (/[\x00-\x1f\x7f]/.test(text)) throw new EgressRefused('The address has control characters')
  if (!URL.canParse(text)) throw new EgressRefused('The address is not a valid URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new EgressRefused(`Only http and https addresses are called, not ${url.protocol.slice(0, 20)}`)
  // The parser lets braces, commas and the like stand in a name; no name has them, an unfilled template does.
  if (!/^(\[.*\]|[a-z0-9._-]+)$/.test(url.hostname)) throw new EgressRefused('The address has no valid host name')
  if (url.username || url.password) throw new EgressRefused('The address must not contain a user name or password')
  return url
}

/** An entry of EGRESS_ALLOW. Throws BAD_REQUEST where it cannot be read. */
export function readAllowed(entry: string): HostRule {
  const rule = parseHostRule(entry)
  if (!rule)
    throw new AppError('BAD_REQUEST', `EGRESS_ALLOW: "${entry}" is neither a host, host:port nor a CIDR block.`)
  return rule
}

function requireListed(target: Target, allowedHosts: readonly string[] | null): void {
  const listed = allowedHosts?.some((entry) => {
    const rule = parseHostRule(entry)
    return rule !== null && ruleNames(rule, target)
  })
  if (listed === false) throw new EgressRefused(`${target.host} is not among the allowed hosts`)
}

function requireReachable(address: Address, target: Target, rules: readonly HostRule[]): void {
  const range = forbiddenRange(address)
  if (range === null) return
  const allowed = rules.some((rule) => ruleNames(rule, target) || ruleContains(rule, address, target.port))
  if (!allowed) throw new EgressRefused(`${target.host} is an address of a closed range (${range})`)
}

async function addressesOf(
  { host }: Target,
  resolve: (host: string) => Promise<readonly string[]>,
  signal: AbortSignal,
): Promise<[Address, ...Address[]]> {
  const texts = isIP(host) ? [host] : await orAborted(resolve(host), signal)
  const [first, ...others] = texts.map((text) => {
    const address = parseAddress(text)
    if (!address) throw new EgressRefused(`${host} resolves to something that is no address`)
    return address
  })
  if (!first) throw new Error(`${host} has no address`)
  return [first, ...others]
}

export async function resolveAll(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

// The socket asks this instead of the resolver: a name that answers differently the second time is never asked twice.
function pinned(addresses: readonly [Address, ...Address[]]): LookupFunction {
  const found = addresses.map((address) => ({ address: address.toString(), family: address.kind() === 'ipv4' ? 4 : 6 }))
  return (host, options, done) => {
    const [first] = found
    if (options.all) done(null, found)
    else if (first) done(null, first.address, first.family)
    else done(new Error(`${host} has no address`), '')
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'The request failed'
  if (error.message) return error.message
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
