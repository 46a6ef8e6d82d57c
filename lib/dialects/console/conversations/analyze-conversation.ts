import { analyzeConversation } from '@/lib/admin/conversations/analyze-conversation'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { analysisBody, analysisView } from './conversation-schemas'
import type { ConversationServices } from './conversation-services'
import { conversationParams } from './read-conversation'

const longestMs = 90_000

/** The analysis of contract 6, now. */
export const analyzeConversationRow = endpoint({
  method: 'POST',
  path: '/api/admin/conversations/{conversation_id}/analyze',
  dialect: consoleDialect,
  summary: 'Analyse a conversation',
  description:
    'Now, in place of an earlier analysis, also where its agent asks for none. No webhook tells of it. Without a language model the parts that need none; `missing` says why the others are null.',
  auth: hmacOrCookie('either', 'editor'),
  params: conversationParams,
  responses: { 200: analysisView },
  errors: ['NOT_FOUND', 'CONFLICT', 'MODEL_UNAVAILABLE'],
  async handler({ reply, request, principal, params }, { conversationAdmin }: ConversationServices) {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(longestMs)])
    const stored = await analyzeConversation(conversationAdmin, scopeOf(principal), params.conversation_id, signal)
    return reply(200, analysisBody(stored))
  },
})
