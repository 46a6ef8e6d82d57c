import { z } from 'zod'
import { addTest } from '@/lib/admin/agents/agent-tests'
import { requireAgent } from '@/lib/admin/agents/require-agent'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { recordTest } from '@/lib/conversations/rehearsal/record-test'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, placeOf } from './agent-schemas'
import { agentTest, agentTestView, testName } from './agent-test-schemas'
import type { AgentsServices } from './agents-services'

/** Our own administration: a trial that went well, or a conversation that must go well again. */
export const recordAgentTestRow = endpoint({
  method: 'POST',
  path: '/api/admin/agents/{agent_id}/tests/from-conversation',
  dialect: consoleDialect,
  summary: 'Save a conversation as a test',
  description:
    'It expects of each message the node, the transitions and the variables that it led to. Add words by hand.',
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams,
  query: tenantQuery,
  body: z.object({ conversation_id: z.guid(), name: testName }),
  responses: { 201: agentTest },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler(
    { reply, principal, params, query, body },
    { agentAdmin, conversations }: AgentsServices & { conversations: ConversationPorts },
  ) {
    const [scope, place] = [scopeOf(principal), placeOf(principal, query, params)]
    const { agentId } = await requireAgent(agentAdmin, scope, place)
    const wanted = { ...place, agentId, conversationId: body.conversation_id }
    const document = await recordTest(conversations, scope, wanted)
    const test = await addTest(agentAdmin, scope, { ...place, name: body.name.trim(), document })
    return reply(201, agentTestView(test))
  },
})
