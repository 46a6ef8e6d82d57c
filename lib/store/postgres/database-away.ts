import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'

// SQLSTATE of a server that stops, starts or is full of connections; then the socket's; then Prisma's words for them.
const codes = new Set([
  ...['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['P1001', 'P1008', 'P1017', 'P2037'],
])

const words = /^Connection terminated|is not queryable$|timeout exceeded when trying to connect/

const driverCause = z.object({ cause: z.object({ originalCode: z.string() }) })
const prismaError = z.object({ meta: z.object({ driverAdapterError: driverCause }) })

/** A query that failed because the database is away becomes BUSY, which callers may try again; others stay what they are. */
export function databaseAway(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (!codesOf(error).some((code) => codes.has(code)) && !words.test(error.message)) return error
  return new AppError('BUSY', 'The database does not answer. Nothing was lost; try again in a moment.', {
    cause: error,
    retryAfterSeconds: 2,
  })
}

function codesOf(error: Error): string[] {
  const own = 'code' in error ? [String(error.code)] : []
  const driver = driverCause.safeParse(error).data ?? prismaError.safeParse(error).data?.meta.driverAdapterError
  return driver ? [...own, driver.cause.originalCode] : own
}

/** The same functions; where the database is away each rejects with BUSY, whichever way it asks. All of them are async. */
export function sayWhenAway<Room extends object>(room: Room): Room {
  return new Proxy(room, {
    get(functions, name) {
      const ask: unknown = Reflect.get(functions, name)
      if (typeof ask !== 'function') return ask
      return async (...values: unknown[]) => {
        try {
          return await Reflect.apply(ask, functions, values)
        } catch (error) {
          throw databaseAway(error)
        }
      }
    },
  })
}
