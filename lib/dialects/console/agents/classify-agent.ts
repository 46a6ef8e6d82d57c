import { z } from 'zod'
import { triedWorkflow } from '@/lib/admin/agents/tried-workflow'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { classifyText, type Scored } from '@/lib/conversations/rehearsal/classify-text'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { scopeOf } from '@/lib/http/key-scope'
import { tenantQuery } from '@/lib/http/tenant-query'
import { text } from '@/lib/http/text-schema'
import { agentParams, placeOf } from './agent-schemas'
import type { AgentsServices } from './agents-services'
import { triedBody, triedOf } from './tried-body'

const intent = z.object({
  name: z.string().nullish(),
  description: z.string().default(''),
  examples: z.array(z.string()).nullish(),
})

const scored = {
  scores: z
    .array(
      z.object({
        intent_id: z.string(),
        score: z.number(),
        evidence: z.string().nullable().meta({ description: 'The example that came nearest, or what a model says' }),
      }),
    )
    .meta({ description: 'Best first' }),
  picked: z.string().nullable().meta({ description: 'What fits best and well enough' }),
  threshold: z
    .number()
    .nullable()
    .meta({ description: 'What counts as well enough; null: there is nothing to choose from' }),
}

/** Our own administration: try a sentence on intents while they are written. */
export const classifyAgentRow = endpoint({
  method: 'POST',
  isUnaudited: true,
  path: '/api/admin/agents/{agent_id}/classify',
  dialect: consoleDialect,
  summary: 'Try a sentence on the intents of an agent',
  description:
    'Scores of the intents of a node, or of intents given as a document has them, and of the global intents that may fire there. Nothing is stored. 422: all that is wrong with the document.',
  auth: hmacOrCookie('either', 'editor'),
  params: agentParams,
  query: tenantQuery,
  body: triedBody.extend({
    text: text(1, 4000),
    node_id: text(1, 255).optional(),
    intents: z.record(z.string(), intent).optional().meta({ description: 'In place of those of a node' }),
    threshold: z.number().min(0).max(1).default(0.7).meta({ description: 'For `intents`' }),
  }),
  responses: { 200: z.object({ ...scored, global: z.object(scored) }).meta({ id: 'ClassifiedText' }) },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'VALIDATION_FAILED', 'MODEL_UNAVAILABLE', 'TIMEOUT'],
  async handler(
    { request, reply, principal, params, query, body },
    { agentAdmin, conversations }: AgentsServices & { conversations: ConversationPorts },
  ) {
    const place = placeOf(principal, query, params)
    const workflow = await triedWorkflow(agentAdmin, scopeOf(principal), { ...place, ...triedOf(body) })
    const given = Object.entries(body.intents ?? {}).map(([id, { name, description, examples }]) => ({
      ...{ id, name: name ?? id, description, examples: examples ?? [] },
    }))
    const asked =
      body.node_id === undefined || body.intents
        ? { intents: given, threshold: body.threshold }
        : { nodeId: body.node_id }
    const limit = AbortSignal.timeout(conversations.settings.turnLimitMs)
    const signal = AbortSignal.any([request.signal, limit])
    const wanted = { tenantId: place.tenantId, text: body.text, asked }
    const { intents, globalIntents } = await classifyText(conversations.engine, workflow, wanted, signal)
    return reply(200, { ...scoredView(intents), global: scoredView(globalIntents) })
  },
})

function scoredView(found: Scored | null) {
  const { scores = [], picked = null, threshold = null } = found ?? {}
  return { scores: scores.map(({ id, ...score }) => ({ intent_id: id, ...score })), picked, threshold }
}
