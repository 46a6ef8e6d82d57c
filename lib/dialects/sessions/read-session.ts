import { nodeNameOf } from '@/lib/conversations/node-name-of'
import { readConversation } from '@/lib/conversations/read-conversation'
import { publicVariables } from '@/lib/domain/conversation'
import { hmac } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { sessionsDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { sessionPath, sessionStatus } from './session-schemas'
import type { SessionServices } from './session-services'

/** Contract 1, Get Session Status. */
export const readSession = endpoint({
  method: 'GET',
  path: '/api/chat/sessions/{session_id}',
  dialect: sessionsDialect,
  summary: 'Read a session',
  description: 'Where the conversation stands and what it has collected. Reading is no activity.',
  auth: hmac('signed'),
  params: sessionPath,
  responses: { 200: sessionStatus },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { conversations }: SessionServices) {
    const ref = { dialect: 'sessions', externalId: params.session_id } as const
    const conversation = await readConversation(conversations, scopeOf(principal), ref)
    const { state } = conversation
    return reply(200, {
      session_id: conversation.externalId,
      conversation_id: conversation.id,
      status: state.status,
      node_id: state.nodeId,
      node_name: await nodeNameOf(conversations, conversation),
      turns: conversation.totalTurns,
      transition_count: conversation.totalTransitions,
      collected_data: publicVariables(state.variables),
      created_at: new Date(conversation.createdAt).toISOString(),
      updated_at: new Date(conversation.updatedAt).toISOString(),
      ended_at: state.endedAt === null ? null : new Date(state.endedAt).toISOString(),
    })
  },
})
