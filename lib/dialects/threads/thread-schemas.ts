// Contract 3's objects.
import { z } from 'zod'

const time = z.string().meta({ format: 'date-time', example: '2024-01-15T10:30:00.000Z' })

export const thread = z
  .object({
    thread_id: z.string(),
    created_at: time.nullable(),
    last_activity: time.nullable(),
    title: z.string().nullable(),
    message_count: z.int().nullable(),
  })
  .meta({ id: 'ThreadInfo' })

export const threadMessage = z
  .object({
    id: z.string().nullable(),
    role: z.enum(['user', 'assistant', 'tool', 'unknown']),
    content: z.string(),
    timestamp: time.nullable(),
  })
  .meta({ id: 'ThreadMessage' })

/** Ids of a client's own: 1 to 128 safe characters. */
export const threadId = z.string().regex(/^[\w.:-]{1,128}$/, {
  error: 'must have 1 to 128 letters, digits, _ . : or -',
})

export const threadPath = z.object({ thread_id: z.string().meta({ description: 'The thread' }) })

const whole = (min: number, max: number, fallback: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int({ error: 'must be a whole number' })
    .min(min, { error: `must be at least ${min}` })
    .max(max, { error: `must be at most ${max}` })
    .default(fallback)

export function pageOf(max: number, fallback: number) {
  return z.object({ limit: whole(1, max, fallback), offset: whole(0, Number.MAX_SAFE_INTEGER, 0) })
}
