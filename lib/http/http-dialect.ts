import type { AppError, ErrorCode } from '@/lib/domain/errors'

/** What differs between the published APIs in how a request fails and who may call from a browser. */
export type HttpDialect = {
  /** Its heading in the OpenAPI document. */
  name: string
  statuses: Readonly<Record<ErrorCode, number>>
  /** What a well-formed signature that fits no key is called. */
  wrongSignature: 'UNAUTHORIZED' | 'FORBIDDEN'
  /** `listed`: pages of other origins only where an agent of the tenant lists them. */
  cors: 'none' | 'public' | 'listed'
  /** Whoever changes something through it is kept in the audit log. */
  isAudited?: true
  /** Validation errors also stand under the name of their field, as lists. */
  fieldErrors?: true
  /** Codes that the published table knows by another name. */
  codes?: Partial<Record<ErrorCode, ErrorCode>>
  /** The words of a failure, where the published texts differ from our own. */
  says?(error: Pick<AppError, 'code' | 'publicMessage' | 'problems'>): string
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
  isAudited: true,
}

/** Contract 5: a malformed request and an ended session have no statuses of their own there. */
export const chatsDialect: HttpDialect = {
  name: 'Public chats',
  statuses: { ...statuses, VALIDATION_FAILED: 400, GONE: 404 },
  wrongSignature: 'UNAUTHORIZED',
  cors: 'public',
  fieldErrors: true,
}

/** Contract 2: what is malformed is a bad request there. */
export const formsDialect: HttpDialect = {
  name: 'Forms',
  statuses: { ...statuses, VALIDATION_FAILED: 400 },
  codes: { VALIDATION_FAILED: 'BAD_REQUEST' },
  wrongSignature: 'UNAUTHORIZED',
  cors: 'public',
  says({ code, publicMessage, problems }) {
    const [first] = problems
    if (code !== 'VALIDATION_FAILED' || !first) return publicMessage
    switch (first.path) {
      case 'form_fields_id':
        return 'Invalid form_fields id'
      case 'communication_id':
      case 'communication_type':
        return `Invalid ${first.path}`
      default:
        return first.path ? `${first.path}: ${first.message}` : first.message
    }
  },
}

/** The part of contract 2 that backends call. */
export const formsMetadataDialect: HttpDialect = { ...formsDialect, cors: 'none' }

/** Contract 3: its table of errors knows 400, 404, 500 and 504, with texts of their own. */
export const threadsDialect: HttpDialect = {
  name: 'Threads',
  statuses: { ...statuses, VALIDATION_FAILED: 400, MODEL_UNAVAILABLE: 500 },
  wrongSignature: 'UNAUTHORIZED',
  cors: 'public',
  says({ code, publicMessage, problems }) {
    switch (code) {
      case 'BAD_REQUEST':
      case 'VALIDATION_FAILED': {
        const [first] = problems
        return `Invalid request: ${first ? `${first.path} ${first.message}` : publicMessage}`
      }
      case 'SERVER_ERROR':
      case 'MODEL_UNAVAILABLE':
        return `Agent error: ${publicMessage}`
      case 'TIMEOUT':
        return 'Request timeout. The agent took too long to respond. Please try again.'
      default:
        return publicMessage
    }
  },
}

/** Contract 4. */
export const chatbotsDialect: HttpDialect = {
  name: 'Chatbots',
  statuses,
  wrongSignature: 'UNAUTHORIZED',
  cors: 'listed',
}

/** The tokens by which contract 4 and the form metadata of contract 2 know who asks. */
export const tokensDialect: HttpDialect = {
  name: 'Access tokens',
  statuses,
  wrongSignature: 'UNAUTHORIZED',
  cors: 'listed',
}

/** What our own chat page and widget speak. */
export const nativeDialect: HttpDialect = { name: 'Chat page', statuses, wrongSignature: 'UNAUTHORIZED', cors: 'none' }

/** Our own administration API under `/api`. */
export const consoleDialect: HttpDialect = {
  name: 'Console',
  statuses,
  wrongSignature: 'UNAUTHORIZED',
  cors: 'none',
  isAudited: true,
}
