import { z } from 'zod'
import type { AppError, ErrorCode, Problem } from '@/lib/domain/errors'
import type { Reply } from './endpoint'
import type { HttpDialect } from './http-dialect'

/** The error body of every dialect: each published client finds in it the field that it reads. */
export const errorBody = z
  .object({
    detail: z.string().meta({ description: 'What went wrong, for people' }),
    message: z.string().meta({ description: 'The same as `detail`' }),
    error: z.string().meta({ description: 'The same as `detail`' }),
    code: z.string().meta({ description: 'What went wrong, for programs', examples: ['NOT_FOUND'] }),
    request_id: z.string().meta({ description: "Finds the request in the server's log" }),
    problems: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Everything that is wrong with the request, and where' }),
    retry_after: z.int().optional().meta({ description: 'Seconds to wait before trying again' }),
  })
  .meta({ id: 'Error' })

/** As `byField` adds to it; a field may be called `message` itself. */
export const fieldErrorBody = errorBody
  .extend({ message: z.union([z.string(), z.array(z.string())]) })
  .catchall(z.array(z.string()))
  .meta({ id: 'FieldErrors' })

/** In seconds; these always say when to come back. */
const defaultRetryAfter: Partial<Record<ErrorCode, number>> = { RATE_LIMITED: 1, BUSY: 1 }

export function errorReply(error: AppError, dialect: HttpDialect, requestId: string): Reply {
  const { code, problems } = error
  const publicMessage = dialect.says?.(error) ?? error.publicMessage
  const seconds = error.retryAfterSeconds ?? defaultRetryAfter[code]
  const retryAfter = seconds === undefined ? null : Math.max(1, Math.ceil(seconds))
  return {
    status: dialect.statuses[code],
    body: {
      detail: publicMessage,
      message: publicMessage,
      error: publicMessage,
      code: dialect.codes?.[code] ?? code,
      request_id: requestId,
      ...(problems.length > 0 ? { problems: [...problems] } : {}),
      ...(retryAfter === null ? {} : { retry_after: retryAfter }),
      ...(dialect.fieldErrors ? byField(problems) : {}),
    },
    headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) },
  }
}

/** `{"session_id": ["This field is required."]}`, as contract 5's clients read it. */
function byField(problems: readonly Problem[]): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const { path, message } of problems) {
    const field = /^(?:path\.|query\.|headers\.)?([^.[]+)/.exec(path)?.[1]
    if (field !== undefined) fields[field] = [...(fields[field] ?? []), message]
  }
  return fields
}
