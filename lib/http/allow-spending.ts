import { AppError } from '@/lib/domain/errors'
import type { HttpServices } from './http-services'
import type { Incoming } from './incoming'
import type { VisitorPrincipal } from './principal'

/**
 * What every visitor's call that may ask a model passes first. Throws FORBIDDEN where the agent is not for the page that
 * calls (guarded), RATE_LIMITED where somebody sends too much or the day's budget is spent.
 */
export async function allowSpending(
  call: { request: Pick<Incoming, 'headers' | 'client'>; principal: VisitorPrincipal; agentId: string },
  services: Pick<HttpServices, 'limits' | 'spending'>,
): Promise<void> {
  const { request, principal, agentId } = call
  await checkOrigin(call, services)
  services.limits.countMessage({ viewer: principal.viewer, client: request.client }, agentId)
  await services.spending.checkBudget(principal.tenantId, agentId)
}

/** Throws FORBIDDEN where the agent is not offered on the page that calls (guarded); programs send no origin. */
export async function checkOrigin(
  { request, principal, agentId }: { request: Pick<Incoming, 'headers'>; principal: VisitorPrincipal; agentId: string },
  { spending }: Pick<HttpServices, 'spending'>,
): Promise<void> {
  const origin = request.headers.get('origin')
  if (principal.exposure === 'open' || origin === null) return
  const page = { origin, host: request.headers.get('host') }
  if (await spending.isOffered(principal.tenantId, agentId, page)) return
  throw new AppError('FORBIDDEN', 'This assistant is not offered on this page')
}
