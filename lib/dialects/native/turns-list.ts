import { z } from 'zod'
import { readWhy } from '@/lib/conversations/read-why'
import { endpoint } from '@/lib/http/endpoint'
import { nativeDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { visitor } from '@/lib/http/visitor'
import { lookUp } from './look-up'
import { mayDebug } from './may-debug'
import { conversationPath, turnBody } from './native-schemas'
import type { NativeServices } from './native-services'
import { turnView } from './native-views'

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

/** What happened in a conversation, oldest first: all of the why where debugging is allowed. */
export const listChatTurns = endpoint({
  method: 'GET',
  path: '/api/conversations/{conversation_id}/turns',
  dialect: nativeDialect,
  summary: 'List the turns of a conversation',
  auth: visitor(),
  params: conversationPath,
  query: z.object({
    after: wholeNumber(0, 2 ** 31 - 1)
      .default(0)
      .meta({ description: 'Only turns with a higher number' }),
    limit: wholeNumber(1, 200).default(50),
  }),
  responses: { 200: z.object({ turns: z.array(turnBody) }) },
  errors: ['NOT_FOUND', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params, query }, services: NativeServices & HttpServices) {
    const { viewer } = principal
    const asked = { conversationId: params.conversation_id, ...query }
    const turns = await lookUp({ request, principal }, services, () =>
      readWhy(services.conversations, viewer, asked, (agentId) => mayDebug(services, viewer, agentId)),
    )
    return reply(200, { turns: turns.map(turnView) })
  },
})
