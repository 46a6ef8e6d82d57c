import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { filled, jsonObject } from './chats-schemas'
import { generatedPrefix, isUuid } from './session-find'

const dayMs = 24 * 60 * 60 * 1000

const sessionId = z
  .string({ error: 'Not a valid string.' })
  .regex(/^[\w.:~-]{8,128}$/, { error: 'Use 8 to 128 letters, digits and _ . : ~ -' })
  .refine((id) => !isUuid(id), { error: 'A UUID names a session already: use something else.' })
  .refine((id) => !id.startsWith(generatedPrefix), {
    error: `${generatedPrefix} begins the ids that the server makes.`,
  })

const wrongTime = 'Datetime has wrong format. Use ISO 8601, such as 2024-01-02T12:00:00Z.'

/** What a client may say of a session that it creates: all of it optional, null like left out, and the body itself too. */
export const sessionBody = z
  .object({
    session_id: sessionId.nullish().meta({ description: 'Made by the server where it is left out' }),
    external_user_id: filled(255).nullish(),
    metadata: jsonObject.nullish(),
    expires_at: z.iso
      .datetime({ offset: true, error: wrongTime })
      .nullish()
      .meta({ description: '24 hours from now where it is left out' }),
    agent_id: filled(128)
      .nullish()
      .meta({ description: 'Which agent answers (our addition); also read from metadata.agent_id' }),
  })
  .default({})

export type SessionBody = z.output<typeof sessionBody>

export function agentNamed({ agent_id, metadata }: SessionBody): string | null {
  const inMetadata = metadata?.agent_id
  return agent_id ?? (typeof inMetadata === 'string' && inMetadata !== '' ? inMetadata : null)
}

/** Throws VALIDATION_FAILED for a time that is not to come. */
export function expiryOf({ expires_at }: SessionBody, now: number): number {
  if (!expires_at) return now + dayMs
  const at = Date.parse(expires_at)
  if (at > now) return at
  throw fieldError('expires_at', 'Must be in the future.')
}

export function fieldError(path: string, message: string): AppError {
  return new AppError('VALIDATION_FAILED', `${path}: ${message}`, { problems: [{ path, message }] })
}
