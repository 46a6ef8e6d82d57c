import type { EgressRequest } from '@/lib/domain/egress'

/** A plain GET, changed as told. */
export function egressRequest(url: string, change: Partial<EgressRequest> = {}): EgressRequest {
  return {
    method: 'GET',
    url,
    headers: {},
    body: null,
    timeoutMs: 5_000,
    maxResponseBytes: 10_000,
    allowedHosts: null,
    signal: new AbortController().signal,
    ...change,
  }
}
