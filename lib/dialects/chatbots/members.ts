// Who may use a chatbot that is not theirs.
import { z } from 'zod'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { listMembers, shareChatbot, unshareChatbot } from '@/lib/admin/chatbots/share-chatbot'
import { isSubject } from '@/lib/domain/chatbot'
import { AppError } from '@/lib/domain/errors'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { text } from '@/lib/http/text-schema'
import { chatbotPath, memberBody, memberPath, memberRole } from './chatbot-schemas'
import { memberView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'
import { countUse } from './count-use'

const common = { dialect: chatbotsDialect, auth: bearer('api') }

export const listMembersRow = endpoint({
  ...common,
  method: 'GET',
  path: '/chatbot/{chatbot_id}/members',
  summary: 'List the members of a chatbot',
  params: chatbotPath,
  responses: { 200: z.object({ members: z.array(memberBody) }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'all')
    return reply(200, { members: (await listMembers(chatbots, chatbot)).map(memberView) })
  },
})

export const setMemberRow = endpoint({
  ...common,
  method: 'PUT',
  path: '/chatbot/{chatbot_id}/members',
  summary: 'Share a chatbot, or change a member’s role',
  params: chatbotPath,
  body: z.union([
    z.object({ email: text(1, 320), role: memberRole }),
    z.object({ external_user_id: text(1, 255), role: memberRole }),
  ]),
  responses: { 200: memberBody },
  errors: ['NOT_FOUND', 'CONFLICT', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params, body }, services: ChatbotsServices & HttpServices) {
    const { chatbots } = services
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'all')
    countUse({ request, principal, what: 'share' }, services)
    const who = 'email' in body ? { email: body.email } : { externalUserId: body.external_user_id }
    return reply(200, memberView(await shareChatbot(chatbots, chatbot, who, body.role)))
  },
})

export const removeMemberRow = endpoint({
  ...common,
  method: 'DELETE',
  path: '/chatbot/{chatbot_id}/members/{subject}',
  summary: 'Stop sharing a chatbot with a member',
  description: 'Ends their session.',
  params: memberPath,
  responses: { 204: null },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'all')
    if (!isSubject(params.subject)) throw new AppError('NOT_FOUND', 'Member not found')
    await unshareChatbot(chatbots, chatbot, params.subject)
    return reply(204)
  },
})
