import { ApiError } from '../api-error'
import { requestUnnamed } from '../request'

type Issued = { access_token: string; expires_in: number }

export type TokenSource = {
  /** One that is good for a minute at least. Throws `ApiError` 401 where nobody is signed in any more. */
  take: () => Promise<string>
  /** The server did not take it: the next one is asked for. */
  drop: (token: string) => void
}

const spareMs = 60_000

/** Access tokens for the person who is signed in by cookie, renewed before they expire. Kept in memory alone. */
export function createTokenSource(issue: () => Promise<Issued> = ask, now: () => number = Date.now): TokenSource {
  let held: { token: string; goodUntil: number } | null = null
  let asking: Promise<string> | null = null

  const renew = async () => {
    const { access_token, expires_in } = await issue()
    // Even a short-lived one is used for half of its time.
    const goodMs = Math.max(expires_in * 1000 - spareMs, expires_in * 500)
    held = { token: access_token, goodUntil: now() + goodMs }
    return access_token
  }
  return {
    async take() {
      if (held && held.goodUntil > now()) return held.token
      asking ??= renew().finally(() => {
        asking = null
      })
      return asking
    },
    drop(token) {
      if (held?.token === token) held = null
    },
  }
}

async function ask(): Promise<Issued> {
  try {
    return await (await requestUnnamed('/api/auth/session-token', { method: 'POST' })).json()
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403))
      throw new ApiError(401, error.message, 'SIGNED_OUT', null)
    throw error
  }
}
