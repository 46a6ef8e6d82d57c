import { AppError } from '@/lib/domain/errors'

/** Two requests in different places used one idempotency key: the later one is refused. */
export function keyTaken(cause?: unknown): AppError {
  return new AppError('VALIDATION_FAILED', 'This Idempotency-Key was already used for another request', { cause })
}
