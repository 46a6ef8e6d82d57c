import { z } from 'zod'
import { addChatbotDocuments } from '@/lib/admin/chatbots/chatbot-documents'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import type { HttpServices } from '@/lib/http/http-services'
import { readFiles } from '@/lib/http/read-files'
import { chatbotPath, documentBody } from './chatbot-schemas'
import { documentView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'
import { countUse } from './count-use'

/** 25 MB, and what the form puts around the files. */
const maxBodyBytes = 25 * 1024 * 1024 + 65_536

/** Files on their way into a chatbot's own base. */
export const addChatbotDocumentsRow = endpoint({
  method: 'POST',
  path: '/chatbot/{chatbot_id}/documents',
  dialect: chatbotsDialect,
  summary: 'Upload documents of a chatbot',
  description:
    'One or more files as multipart/form-data, 25 MB in all, at most 500 a chatbot. They are read one after another afterwards: look at `state` and `failure`.',
  auth: bearer('api'),
  maxBodyBytes,
  params: chatbotPath,
  responses: {
    201: z.object({ documents: z.array(documentBody.extend({ outcome: z.enum(['added', 'duplicate']) })) }),
  },
  errors: ['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'PAYLOAD_TOO_LARGE', 'RATE_LIMITED'],
  async handler({ request, reply, principal, params }, services: ChatbotsServices & HttpServices) {
    const { chatbots } = services
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'change')
    countUse({ request, principal, what: 'upload' }, services)
    const added = await addChatbotDocuments(chatbots, chatbot, await readFiles(request))
    return reply(201, { documents: added.map(({ document, outcome }) => ({ ...documentView(document), outcome })) })
  },
})
