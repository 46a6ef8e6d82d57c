import { queryOptions } from '@tanstack/react-query'
import { request } from './request'

/** The address of whom this browser is signed in as; null once the session has ended. Asking renews it. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: signedInAs, refetchInterval: 15 * 60_000 })

async function signedInAs(): Promise<string | null> {
  const session: { user?: { email: string } } = await (await request('/api/auth/session')).json()
  return session.user?.email ?? null
}
