import { z } from 'zod'
import { workflowOf } from '@/lib/conversations/workflow-of'
import { AppError } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { mayDebug } from './may-debug'
import { conversationPath } from './native-schemas'
import type { NativeServices } from './native-services'
import { openChat } from './open-chat'

const graph = z
  .object({
    nodes: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
    edges: z.array(z.object({ from: z.string(), to: z.string(), condition: z.string(), priority: z.number() })),
    initial_node: z.string(),
    global_intents: z.array(z.object({ id: z.string(), target: z.string() })),
  })
  .meta({ id: 'WorkflowGraph' })

/** The workflow that a conversation is in, as a graph: for the debug panel. Unknown to those who may not debug. */
export const readChatWorkflow = endpoint({
  method: 'GET',
  path: '/api/conversations/{conversation_id}/workflow',
  dialect: nativeDialect,
  summary: 'Read the workflow of a conversation',
  auth: visitor(),
  params: conversationPath,
  responses: { 200: graph },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: NativeServices & HttpServices) {
    const { viewer } = principal
    const found = await lookUp({ request, principal }, services, () =>
      openChat(services, viewer, params.conversation_id),
    )
    if (!(await mayDebug(services, viewer, found.agentId))) throw new AppError('NOT_FOUND', 'Conversation not found')
    return reply(200, graphOf(await workflowOf(services.conversations, found)))
  },
})

function graphOf({ nodes, initialNode, globalIntents }: Workflow): z.output<typeof graph> {
  const all = [...nodes.values()]
  return {
    nodes: all.map(({ id, name, type }) => ({ id, name, type })),
    edges: all.flatMap(({ id: from, transitions }) =>
      transitions.map(({ condition, target: to, priority }) => ({ from, to, condition: condition.text, priority })),
    ),
    initial_node: initialNode,
    global_intents: globalIntents.map(({ id, targetNode: target }) => ({ id, target })),
  }
}
