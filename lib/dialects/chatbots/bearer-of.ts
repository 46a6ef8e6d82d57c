import { AppError } from '@/lib/domain/errors'
import { platform } from '@/lib/domain/scope'
import type { SocketCall } from '@/lib/http/accept-sockets'
import type { TokenPrincipal } from '@/lib/http/principal'
import type { SocketServices } from './socket-services'

const tokenProtocol = 'parley.token.'

/**
 * Who opens a socket: by a subprotocol, a ticket or the token in the query, which contract 4's client sends.
 * Throws UNAUTHORIZED.
 */
export async function bearerOf(
  { id, query, protocols }: Pick<SocketCall, 'id' | 'query' | 'protocols'>,
  services: Pick<SocketServices, 'tokens' | 'store'>,
): Promise<TokenPrincipal> {
  const offered = protocols.find((name) => name.startsWith(tokenProtocol))?.slice(tokenProtocol.length)
  const ticket = query.get('ticket')
  if (offered === undefined && ticket) return takeTicket(ticket, id, services)
  const token = offered ?? query.get('token')
  if (!token) throw new AppError('UNAUTHORIZED', 'A token is missing: send it as ?token=, ?ticket= or a subprotocol')
  return services.tokens.verify(token, 'api')
}

async function takeTicket(
  text: string,
  sessionId: string,
  { tokens, store }: Pick<SocketServices, 'tokens' | 'store'>,
): Promise<TokenPrincipal> {
  const ticket = await tokens.readTicket(text)
  const fits = ticket.sessionId === sessionId
  if (!fits || !(await store.access.claimOnce(platform, `ticket ${ticket.id}`, ticket.expiresAt)))
    throw new AppError('UNAUTHORIZED', 'This ticket was used already, or is for another session')
  return ticket.principal
}
