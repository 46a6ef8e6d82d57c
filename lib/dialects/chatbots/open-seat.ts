import type { ChatbotSession } from '@/lib/domain/chatbot'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Viewer } from '@/lib/domain/viewer'
import type { SocketCall } from '@/lib/http/accept-sockets'
import type { TokenPrincipal } from '@/lib/http/principal'
import { bearerOf } from './bearer-of'
import type { SocketServices } from './socket-services'

/** Who sits in which session, known since the handshake. */
export type Seat = {
  session: ChatbotSession
  chatbotName: string
  bearer: TokenPrincipal
  /** What limits count. */
  caller: { viewer: Viewer; client: string }
}

/**
 * Lets somebody in to a session of their own. Throws UNAUTHORIZED, NOT_FOUND (also for somebody else's), GONE, FORBIDDEN for
 * a page that the chatbot is not offered on, RATE_LIMITED.
 */
export async function openSeat(call: SocketCall, services: SocketServices): Promise<Seat> {
  const bearer = await bearerOf(call, services)
  const { tenantId, subject } = bearer
  const viewer = { tenantId, exposure: services.exposureOf(call.headers), visitorId: subject }
  const caller = { viewer, client: call.client }
  const session = await services.limits.lookUp(caller, () => findOwn(bearer, call.id, services))
  await checkOrigin(call, session, services)
  const chatbots = services.store.chatbots
  const [chatbot, [ended]] = await Promise.all([
    chatbots.findChatbot(tenant(tenantId), tenantId, session.agentId),
    // From now on its time does not run, whenever the session loop comes by.
    chatbots.keepSessions(tenant(tenantId), [session.id], services.clock.now() + services.sessionResumeMs),
  ])
  if (!chatbot || ended) throw new AppError('GONE', sessionOver)
  return { session, chatbotName: chatbot.name, bearer, caller }
}

async function findOwn(
  { tenantId, subject }: TokenPrincipal,
  sessionId: string,
  { store, clock }: SocketServices,
): Promise<ChatbotSession> {
  const session = await store.chatbots.findSession(tenant(tenantId), sessionId, clock.now())
  if (session?.subject !== subject) throw new AppError('NOT_FOUND', 'Session not found')
  if (session.closedAt !== null) throw new AppError('GONE', sessionOver)
  return session
}

/** Programs send no origin; a browser's page is one of ours or one that the chatbot is offered on. */
async function checkOrigin(
  { headers }: SocketCall,
  { tenantId, agentId }: ChatbotSession,
  { spending }: SocketServices,
): Promise<void> {
  const origin = headers.get('origin')
  if (origin === null) return
  if (await spending.isOffered(tenantId, agentId, { origin, host: headers.get('host') })) return
  throw new AppError('FORBIDDEN', 'This chatbot is not offered on this page')
}

const sessionOver = 'This session is over. Open a new one.'
