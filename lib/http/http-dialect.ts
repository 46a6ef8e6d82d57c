import type { ErrorCode } from '@/lib/domain/errors'

/** What differs between the published APIs in how a request fails and who may call from a browser. */
export type HttpDialect = {
  /** Its heading in the OpenAPI document. */
  name: string
  statuses: Readonly<Record<ErrorCode, number>>
  /** What a well-formed signature that fits no key is called. */
  wrongSignature: 'UNAUTHORIZED' | 'FORBIDDEN'
  cors: 'none' | 'public'
  /** Validation errors also stand under the name of their field, as lists. */
  fieldErrors?: true
}

const statuses: HttpDialect['statuses'] = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  PAYLOAD_TOO_LARGE: 413,
  VALIDATION_FAILED: 422,
  RATE_LIMITED: 429,
  SERVER_ERROR: 500,
  BUSY: 503,
  MODEL_UNAVAILABLE: 503,
  TIMEOUT: 504,
}

/** Contract 1. */
export const sessionsDialect: HttpDialect = { name: 'Sessions', statuses, wrongSignature: 'UNAUTHORIZED', cors: 'none' }

/** Contract 6's admin API for agents: there a wrong signature is forbidden, not unauthenticated. */
export const agentsAdminDialect: HttpDialect = {
  name: 'Agent administration',
  statuses,
  wrongSignature: 'FORBIDDEN',
  cors: 'none',
}

/** Contract 5: a malformed request and an ended session have no statuses of their own there. */
export const chatsDialect: HttpDialect = {
  name: 'Public chats',
  statuses: { ...statuses, VALIDATION_FAILED: 400, GONE: 404 },
  wrongSignature: 'UNAUTHORIZED',
  cors: 'public',
  fieldErrors: true,
}

/** What our own chat page and widget speak. */
export const nativeDialect: HttpDialect = { name: 'Chat page', statuses, wrongSignature: 'UNAUTHORIZED', cors: 'none' }

/** Our own administration API under `/api`. */
export const consoleDialect: HttpDialect = { name: 'Console', statuses, wrongSignature: 'UNAUTHORIZED', cors: 'none' }
