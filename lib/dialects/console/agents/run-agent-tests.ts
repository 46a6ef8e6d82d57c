import { z } from 'zod'
import { chosenTests } from '@/lib/admin/agents/agent-tests'
import { triedWorkflow } from '@/lib/admin/agents/tried-workflow'
import type { RehearsalPorts } from '@/lib/conversations/rehearsal/rehearsal-ports'
import { runAgentTest, type TestResult } from '@/lib/conversations/rehearsal/run-agent-test'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { agentParams, placeOf } from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { triedBody, triedOf } from './tried-body'

const result = z
  .object({
    test_id: z.string(),
    name: z.string(),
    ok: z.boolean(),
    ms: z.int(),
    steps: z.array(
      z.object({
        says: z.string().nullable().meta({ description: 'Null: the opening' }),
        said: z.string(),
        node: z.string(),
        ok: z.boolean(),
        misses: z.array(z.string()).meta({ example: ['expected node booked, is ask_again'] }),
      }),
    ),
  })
  .meta({ id: 'AgentTestResult' })

/** Our own administration: nothing of it is stored. */
export const runAgentTestsRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/agents/{agent_id}/tests/run',
  dialect: consoleDialect,
  summary: 'Run the tests of an agent',
  description:
    'Against a document, a version, or the draft: by the engine and the language that serve visitors. No other server is asked: an api_call fails unless its step says what it is answered. 422: all that is wrong with the document.',
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams,
  query: tenantQuery,
  body: triedBody.extend({ test_ids: z.array(z.guid()).max(1000).optional().meta({ description: 'By default all' }) }),
  responses: { 200: z.object({ ok: z.boolean(), results: z.array(result) }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'VALIDATION_FAILED'],
  async handler(
    { reply, principal, params, query, body },
    { agentAdmin, rehearsals }: AgentsServices & { rehearsals: RehearsalPorts },
  ) {
    const [scope, place] = [scopeOf(principal), placeOf(principal, query, params)]
    const { tenantId } = place
    const tests = await chosenTests(agentAdmin, scope, place, body.test_ids ?? null)
    const workflow = await triedWorkflow(agentAdmin, scope, { ...place, ...triedOf(body) })
    const results: z.output<typeof result>[] = []
    for (const test of tests) results.push(resultView(await runAgentTest(rehearsals, { tenantId, workflow }, test)))
    return reply(200, { ok: results.every(({ ok }) => ok), results })
  },
})

function resultView({ testId, name, isOk, steps, ms }: TestResult): z.output<typeof result> {
  const shown = steps.map(({ misses, ...step }) => ({ ...step, ok: misses.length === 0, misses: [...misses] }))
  return { test_id: testId, name, ok: isOk, ms, steps: shown }
}
