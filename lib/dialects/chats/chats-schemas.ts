// Contract 5's objects, and the words of its validation.
import { z } from 'zod'
import type { JsonObject } from '@/lib/domain/json'

const needed = 'This field is required.'

/** A field that must be there and say something, of at most `max` characters. */
export function filled(max: number) {
  return z
    .string({ error: ({ input }) => (input === undefined || input === null ? needed : 'Not a valid string.') })
    .refine((value) => value.trim() !== '', { error: 'This field may not be blank.' })
    .refine((value) => [...value].length <= max, {
      error: `Ensure this field has no more than ${max.toLocaleString('en-US')} characters.`,
    })
}

export const jsonObject = z
  .record(z.string(), z.json(), { error: 'Must be an object.' })
  .transform((value): JsonObject => value)

export const roles = z.enum(['user', 'assistant', 'system'], { error: wrongRole })

const time = z.string().meta({ format: 'date-time', example: '2024-01-01T12:00:00.000Z' })

export const session = z
  .object({
    id: z.string(),
    session_id: z.string(),
    external_user_id: z.string().nullable(),
    created_at: time,
    expires_at: time.nullable(),
    is_active: z.boolean(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ChatSession' })

export const message = z
  .object({
    id: z.string(),
    session,
    message: z.string(),
    role: roles,
    metadata: z.record(z.string(), z.unknown()),
    timestamp: time,
  })
  .meta({ id: 'ChatMessage' })

export const maxListed = 1_000

const whole = (min: number) =>
  z.coerce.number({ error: 'A valid integer is required.' }).int({ error: 'A valid integer is required.' }).min(min)

/** Lists are plain arrays; how many there are in all stands in `X-Total-Count`. */
export const page = {
  limit: whole(1)
    .transform((limit) => Math.min(limit, maxListed))
    .default(maxListed),
  offset: whole(0).default(0),
}

function wrongRole({ input }: { input?: unknown }): string {
  return input === undefined ? needed : 'Must be user, assistant or system.'
}
