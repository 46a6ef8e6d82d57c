import type { Problem } from '@/lib/domain/errors'

/** What the server said no with; `status` 0: it was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code: string,
    readonly retryAfterSeconds: number | null,
    /** All that is wrong, each with where. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(message)
  }
}

/** Worth asking again with the same key: the line or the server, not the request. A limit is the visitor's to hear of. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500)
}
