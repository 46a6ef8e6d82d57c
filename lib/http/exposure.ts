import type { Log } from '@/lib/domain/log'
import type { Exposure } from '@/lib/domain/viewer'

/** How one request is served. */
export type ExposureOf = (headers: Headers) => Exposure

/**
 * `setting`: EXPOSURE where it is set; it holds for every request. Otherwise a server that is meant for loopback serves
 * whoever reached it by another name, or through a proxy, as guarded, and says so in the log once.
 */
export function createExposure(server: { setting: Exposure | null; isLocal: boolean; log: Log }): ExposureOf {
  const { setting, isLocal, log } = server
  let warned = false
  return (headers) => {
    if (setting) return setting
    if (!isLocal) return 'guarded'
    const host = headers.get('host') ?? ''
    if (isLoopback(hostName(host)) && !isForwarded(headers)) return 'open'
    if (!warned)
      log.warn('a request from outside is served as guarded; set EXPOSURE to decide for all of them', { host })
    warned = true
    return 'guarded'
  }
}

/** True for a server that only its own machine reaches: EXPOSURE's default. */
export function isLocalServer({ HOST, PUBLIC_URL }: { HOST: string; PUBLIC_URL?: string | undefined }): boolean {
  return PUBLIC_URL === undefined && isLoopback(HOST)
}

/** `localhost`, anything under it, 127.0.0.0/8 and ::1. */
export function isLoopback(name: string): boolean {
  return /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(name)
}

/** A Host header without its port. */
export function hostName(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase()
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** True where one of the headers says that the request came through a proxy. */
export function hasForwardingHeader(names: (name: string) => boolean): boolean {
  return forwardingHeaders.some(names)
}

// Next adds forwarding headers of its own: our server keeps what it saw before that.
function isForwarded(headers: Headers): boolean {
  const kept = headers.get('x-parley-forwarded')
  return kept === null ? hasForwardingHeader((name) => headers.has(name)) : kept === 'yes'
}
