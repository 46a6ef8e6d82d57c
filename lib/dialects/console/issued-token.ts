import { z } from 'zod'
import type { IssuedToken } from '@/lib/admin/issue-token'

export const issuedTokenBody = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.int().meta({ description: 'Seconds' }),
  refresh_token: z.string().optional().meta({ description: 'For POST /api/auth/refresh, once; none for `identity`' }),
  refresh_expires_in: z.int().optional().meta({ description: 'Seconds' }),
})

export function issuedToken({ accessToken, expiresInSeconds, refresh }: IssuedToken): z.output<typeof issuedTokenBody> {
  return {
    ...{ access_token: accessToken, token_type: 'Bearer', expires_in: expiresInSeconds },
    ...(refresh ? { refresh_token: refresh.token, refresh_expires_in: refresh.expiresInSeconds } : {}),
  }
}
