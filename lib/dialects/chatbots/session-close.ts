import { z } from 'zod'
import { subjectOf } from '@/lib/admin/chatbots/require-chatbot'
import { closeChatbotSession } from '@/lib/conversations/chatbots/close-session'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { sessionPath } from './chatbot-schemas'
import type { ChatbotsServices } from './chatbots-services'
import { sessionPorts } from './session-ports'

/** Contract 4, Close Session. */
export const closeSessionRow = endpoint({
  method: 'DELETE',
  path: '/chatbot/session/{session_id}',
  dialect: chatbotsDialect,
  summary: 'Close a chat session',
  description: 'An answer that is on its way is finished and stored. Closing again changes nothing.',
  auth: bearer('api'),
  params: sessionPath,
  responses: { 200: z.object({ message: z.literal('Session closed'), session_id: z.string() }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, services: ChatbotsServices) {
    const who = { tenantId: principal.tenantId, subject: subjectOf(principal) }
    await closeChatbotSession(sessionPorts(services), who, params.session_id)
    return reply(200, { message: 'Session closed', session_id: params.session_id })
  },
})
