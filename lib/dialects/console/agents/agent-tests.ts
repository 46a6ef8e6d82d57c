import { z } from 'zod'
import { addTest, listTests } from '@/lib/admin/agents/agent-tests'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, placeOf } from './agent-schemas'
import { agentTest, agentTestView, testDocument, testName } from './agent-test-schemas'
import type { AgentsServices } from './agents-services'

const described = {
  path: '/api/admin/agents/{agent_id}/tests',
  dialect: consoleDialect,
  params: agentParams,
  query: tenantQuery,
} as const

/** Our own administration: what an agent is held to before it is published. */
export const listAgentTestsRow = endpoint({
  ...described,
  method: 'GET',
  auth: hmacOrCookie('either', 'analyst'),
  summary: 'List the tests of an agent',
  responses: { 200: z.object({ tests: z.array(agentTest) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query }, { agentAdmin }: AgentsServices) {
    const tests = await listTests(agentAdmin, scopeOf(principal), placeOf(principal, query, params))
    return reply(200, { tests: tests.map(agentTestView) })
  },
})

/** Our own administration. */
export const addAgentTestRow = endpoint({
  ...described,
  method: 'POST',
  auth: hmacOrCookie('either', 'editor'),
  summary: 'Add a test to an agent',
  body: z.object({ name: testName, document: testDocument }),
  responses: { 201: agentTest },
  errors: ['BAD_REQUEST', 'NOT_FOUND'],
  async handler({ reply, principal, params, query, body }, { agentAdmin }: AgentsServices) {
    const added = { ...placeOf(principal, query, params), name: body.name.trim(), document: body.document }
    return reply(201, agentTestView(await addTest(agentAdmin, scopeOf(principal), added)))
  },
})
