import type { Clock } from '@/lib/domain/clock'
import { type Egress, type EgressRequest, type EgressResponse, isEgressRefused } from '@/lib/domain/egress'
import type { JsonObject } from '@/lib/domain/json'
import type { ApiOutcome } from '@/lib/domain/turn-event'
import { type ApiCall, retryDelayMs } from '@/lib/domain/workflow'
import { extractValues } from './extract-values'
import { storableText } from './storable-json'

export type ApiCallPorts = {
  egress: Egress
  clock: Clock
  /** Waits `ms`; rejects as soon as the signal aborts. */
  delay(ms: number, signal: AbortSignal): Promise<void>
}

type Attempt = { response: EgressResponse; error: string | null } | { response: null; error: string; final: boolean }

/**
 * One api_call node's request (contract 6, api_call), its templates filled in already. Network errors, 429 and 5xx are
 * tried again as `call.retry` says, under one Idempotency-Key; a refused address is never asked. Values are extracted
 * from 2xx answers only. Never throws for a failed request: that is an outcome. Header values whose name contains `auth`
 * or `key` appear in neither outcome nor variables' `__api_error`.
 */
export async function performApiCall(
  call: ApiCall,
  ports: ApiCallPorts,
  options: { idempotencyKey: string; signal: AbortSignal },
): Promise<{ outcome: ApiOutcome; variables: JsonObject }> {
  const started = ports.clock.monotonic()
  const request = toRequest(call, options)
  const { attempt, attempts } = await tryRepeatedly(call, request, ports)
  const { response } = attempt
  const ok = response !== null && isSuccess(response.status)
  const error = attempt.error && storableText(redact(attempt.error, call.headers))
  const ms = Math.round(ports.clock.monotonic() - started)
  const status = response?.status ?? null
  return {
    outcome: { method: call.method, url: withoutQuery(call.url), status, ok, error, attempts, ms },
    variables: {
      ...(ok ? extractValues(response.body, call.responseExtraction) : null),
      __api_success: ok,
      __api_failed: !ok,
      __api_status_code: status,
      __api_response_body: storableText(response?.body ?? ''),
      __api_error: error,
    },
  }
}

/** `attempts` counts requests made: a refused one is none. */
async function tryRepeatedly(
  call: ApiCall,
  request: EgressRequest,
  { egress, delay }: ApiCallPorts,
): Promise<{ attempt: Attempt; attempts: number }> {
  for (let tries = 0; ; tries += 1) {
    const attempt = await tryOnce(egress, request)
    if (attempt.response === null && attempt.final) return { attempt, attempts: tries }
    const again = attempt.response === null || isTransient(attempt.response.status)
    if (!again || tries >= call.retry.maxRetries || request.signal.aborted) return { attempt, attempts: tries + 1 }
    try {
      await delay(retryDelayMs(call.retry, tries), request.signal)
    } catch (error) {
      if (!request.signal.aborted) throw error
      return { attempt, attempts: tries + 1 }
    }
  }
}

async function tryOnce(egress: Egress, request: EgressRequest): Promise<Attempt> {
  try {
    const response = await egress.send(request)
    return { response, error: answerError(response, request.maxResponseBytes) }
  } catch (error) {
    const text = error instanceof Error ? error.message : 'The request failed'
    return { response: null, error: text, final: isEgressRefused(error) }
  }
}

function answerError({ status, truncated }: EgressResponse, maxBytes: number): string | null {
  if (!isSuccess(status)) return `HTTP ${status}`
  return truncated ? `The answer was cut at ${maxBytes} bytes` : null
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function isTransient(status: number): boolean {
  return status === 429 || status >= 500
}

function toRequest(call: ApiCall, options: { idempotencyKey: string; signal: AbortSignal }): EgressRequest {
  const body = call.body === null || typeof call.body === 'string' ? call.body : JSON.stringify(call.body)
  const given = new Set(Object.keys(call.headers).map((name) => name.toLowerCase()))
  return {
    method: call.method,
    url: withQuery(call.url, call.queryParams),
    headers: {
      ...(body === null || given.has('content-type') ? {} : { 'content-type': 'application/json' }),
      ...(given.has('idempotency-key') ? {} : { 'idempotency-key': options.idempotencyKey }),
      ...call.headers,
    },
    body,
    timeoutMs: call.timeoutSeconds * 1000,
    maxResponseBytes: call.responseSizeLimitBytes,
    allowedHosts: call.allowedHosts,
    signal: options.signal,
  }
}

// An address that is no URL goes on as it is: refusing it is the egress's word.
function withQuery(address: string, params: Readonly<Record<string, string>>): string {
  const added = new URLSearchParams(params).toString()
  if (!added || !URL.canParse(address)) return address
  const url = new URL(address)
  url.search = url.search ? `${url.search}&${added}` : added
  return url.href
}

function withoutQuery(address: string): string {
  if (!URL.canParse(address)) return storableText(address.replace(/[?#].*$/s, ''))
  const { origin, protocol, host, pathname } = new URL(address)
  return (origin === 'null' ? `${protocol}//${host}` : origin) + pathname
}

function redact(text: string, headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .filter(([name, value]) => /auth|key/i.test(name) && value.trim() !== '')
    .reduce((shown, [, value]) => shown.replaceAll(value.trim(), '[hidden]'), text)
}
