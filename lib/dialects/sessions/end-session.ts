import { endConversation } from '@/lib/conversations/end-conversation'
import { nodeNameOf } from '@/lib/conversations/node-name-of'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { sessionsDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { endedSession, sessionPath } from './session-schemas'
import type { SessionServices } from './session-services'

/** Contract 1, End Session. */
export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/chat/sessions/{session_id}',
  dialect: sessionsDialect,
  summary: 'End a session',
  description: 'Ends the conversation at once and answers with its totals; again for an ended one.',
  auth: hmac('signed'),
  params: sessionPath,
  responses: { 200: endedSession },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { conversations }: SessionServices) {
    const ref = { dialect: 'sessions', externalId: params.session_id } as const
    const conversation = await endConversation(conversations, scopeOf(principal), ref)
    return reply(200, {
      success: true,
      conversation_id: conversation.id,
      final_node_id: conversation.state.nodeId,
      final_node_name: await nodeNameOf(conversations, conversation),
      total_turns: conversation.totalTurns,
      total_transitions: conversation.totalTransitions,
    })
  },
})
