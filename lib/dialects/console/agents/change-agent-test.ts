import { z } from 'zod'
import { changeTest, removeTest } from '@/lib/admin/agents/agent-tests'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, placeOf } from './agent-schemas'
import { agentTest, agentTestView, testDocument, testName } from './agent-test-schemas'
import type { AgentsServices } from './agents-services'

const described = {
  path: '/api/admin/agents/{agent_id}/tests/{test_id}',
  dialect: consoleDialect,
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams.extend({ test_id: z.guid() }),
  query: tenantQuery,
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
} as const

/** Our own administration. */
export const changeAgentTestRow = endpoint({
  ...described,
  method: 'PUT',
  summary: 'Replace a test of an agent',
  body: z.object({ name: testName, document: testDocument }),
  responses: { 200: agentTest },
  async handler({ reply, principal, params, query, body }, { agentAdmin }: AgentsServices) {
    const { document } = body
    const wanted = { ...placeOf(principal, query, params), testId: params.test_id, name: body.name.trim(), document }
    return reply(200, agentTestView(await changeTest(agentAdmin, scopeOf(principal), wanted)))
  },
})

/** Our own administration. */
export const removeAgentTestRow = endpoint({
  ...described,
  method: 'DELETE',
  summary: 'Remove a test of an agent',
  responses: { 204: null },
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const wanted = { ...placeOf(principal, query, params), testId: params.test_id }
    await removeTest(agentAdmin, scopeOf(principal), wanted)
    return reply(204)
  },
})
