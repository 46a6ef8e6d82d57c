import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { sessionPath } from './chatbot-schemas'
import type { ChatbotsServices } from './chatbots-services'

const ticketSeconds = 30

export const issueTicketRow = endpoint({
  method: 'POST',
  path: '/chatbot/session/{session_id}/ticket',
  dialect: chatbotsDialect,
  summary: 'Get a ticket for the socket',
  description:
    'For /ws/chat/{session_id}?ticket=…: good for one connection, so that the access token itself stands in no address.',
  auth: bearer('api'),
  params: sessionPath,
  responses: { 200: z.object({ ticket: z.string(), expires_in: z.int() }) },
  errors: ['NOT_FOUND', 'GONE'],
  async handler({ reply, principal, params }, { chatbots, tokens, clock }: ChatbotsServices & HttpServices) {
    const scope = tenant(principal.tenantId)
    const session = await chatbots.store.chatbots.findSession(scope, params.session_id, clock.now())
    if (session?.subject !== principal.subject) throw new AppError('NOT_FOUND', 'Session not found')
    if (session.closedAt !== null) throw new AppError('GONE', 'This session is over. Open a new one.')
    const ticket = await tokens.issueTicket({ ...principal, sessionId: session.id }, ticketSeconds)
    return reply(200, { ticket, expires_in: ticketSeconds })
  },
})
