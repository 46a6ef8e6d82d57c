import { z } from 'zod'
import type { IdentityProof } from '@/lib/domain/data-tools'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Exposure } from '@/lib/domain/viewer'
import type { HttpServices } from './http-services'

const header = 'x-parley-identity'

/** For rows through which somebody speaks. */
export const identityHeaders = {
  [header]: z.string().optional().meta({
    description:
      'Who the page’s user is, for agents that answer from data: a token of POST /api/auth/token for `identity`',
  }),
}

/**
 * How it is known who speaks: in open exposure by the name they say; in guarded by the token that their page got for
 * them (`POST /api/auth/token` with the audience `identity`). Throws UNAUTHORIZED for a token that does not hold.
 */
export async function identityProof(
  { headers }: { headers: Headers },
  caller: { exposure: Exposure; tenantId: string },
  { tokens }: Pick<HttpServices, 'tokens'>,
): Promise<IdentityProof> {
  if (caller.exposure === 'open') return { kind: 'name' }
  const token = headers.get(header)
  if (!token) return { kind: 'none' }
  const { tenantId, subject } = await tokens.verify(token, 'identity').catch((error: unknown) => {
    if (!isAppError(error) || error.code !== 'UNAUTHORIZED') throw error
    throw new AppError('UNAUTHORIZED', 'The identity token is not valid. Get a new one for your user.', {
      cause: error,
    })
  })
  return tenantId === caller.tenantId ? { kind: 'signed', key: subject.replace(/^external:/, '') } : { kind: 'none' }
}
