// The one way out: every request to an address that somebody configured goes through this port (`lib/tools` has the adapter).

export type EgressRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers: Readonly<Record<string, string>>
  body: string | null
  timeoutMs: number
  /** The answer is cut there. */
  maxResponseBytes: number
  /** Null: any host that the egress rules allow. */
  allowedHosts: readonly string[] | null
  signal: AbortSignal
}

export type EgressResponse = {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
  truncated: boolean
}

export type Egress = {
  /** Throws EgressRefused before any request is made, EgressFailed where none came back. */
  send(request: EgressRequest): Promise<EgressResponse>
}

/** `fetch` for libraries that make their own requests, under the same rules; text bodies only. */
export type GuardedFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

const refused = Symbol.for('parley.egress-refused')

/** The address is malformed, forbidden or off the list: no request was made and none will be. */
export class EgressRefused extends Error {
  readonly [refused] = true
}

export function isEgressRefused(value: unknown): value is EgressRefused {
  return typeof value === 'object' && value !== null && refused in value
}

/** Asked, but no complete answer: connection, time-out, TLS. */
export class EgressFailed extends Error {}
