import { AppError } from '@/lib/domain/errors'

// SQLSTATE of a server that stops, starts or is full of connections; the rest are the socket's.
const codes = new Set([
  ...['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])

/** A query that failed because the database is away becomes BUSY, which callers may try again; others stay what they are. */
export function databaseAway(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (!codes.has(code) && !/^Connection terminated|timeout exceeded when trying to connect/.test(error.message))
    return error
  return new AppError('BUSY', 'The database does not answer. Nothing was lost; try again in a moment.', {
    cause: error,
    retryAfterSeconds: 2,
  })
}
