/** What a caller can cause. Each dialect maps every code to its status and body in one table. */
export type ErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'CONFLICT'
  | 'GONE'
  | 'VALIDATION_FAILED'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'BUSY'
  | 'TIMEOUT'
  | 'MODEL_UNAVAILABLE'
  | 'SERVER_ERROR'

/** One thing wrong with a request or a configuration, and where: `workflow.nodes[2].transitions[0].target`. */
export type Problem = { path: string; message: string }

// Two copies of this module live in one process (the server's and Next's), so `instanceof` would lie.
const mark = Symbol.for('parley.app-error')

/** `publicMessage` may reach the caller; `cause` never leaves the server. */
export class AppError extends Error {
  readonly [mark] = true
  readonly code: ErrorCode
  readonly publicMessage: string
  readonly problems: readonly Problem[]
  readonly retryAfterSeconds: number | null

  constructor(
    code: ErrorCode,
    publicMessage: string,
    options: { cause?: unknown; problems?: readonly Problem[]; retryAfterSeconds?: number } = {},
  ) {
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.publicMessage = publicMessage
    this.problems = options.problems ?? []
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

export function isAppError(value: unknown): value is AppError {
  return typeof value === 'object' && value !== null && mark in value
}
