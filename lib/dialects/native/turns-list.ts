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
import { openChat } from './open-chat'

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
    const found = await lookUp({ request, principal }, services, () =>
      openChat(services, viewer, params.conversation_id),
    )
    const turns = await readWhy(services.conversations, found, query, (agentId) => mayDebug(services, viewer, agentId))
    return reply(200, { turns: turns.map(turnView) })
  },
})
