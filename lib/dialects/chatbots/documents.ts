// A chatbot's own documents: looking, taking away, reading once more. Uploading stands in add-documents.ts.
import { z } from 'zod'
import { requireChatbotDocument } from '@/lib/admin/chatbots/chatbot-documents'
import { requireChatbot } from '@/lib/admin/chatbots/require-chatbot'
import { retryDocument } from '@/lib/admin/knowledge/retry-document'
import { tenant } from '@/lib/domain/scope'
import { bearer } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { chatbotsDialect } from '@/lib/http/http-dialect'
import { chatbotPath, documentBody, documentPath, pageOf, passageBody } from './chatbot-schemas'
import { documentView } from './chatbot-views'
import type { ChatbotsServices } from './chatbots-services'

const common = { dialect: chatbotsDialect, auth: bearer('api') }

export const listChatbotDocumentsRow = endpoint({
  ...common,
  method: 'GET',
  path: '/chatbot/{chatbot_id}/documents',
  summary: 'List the documents of a chatbot',
  params: chatbotPath,
  responses: { 200: z.object({ documents: z.array(documentBody) }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    const documents = await chatbots.store.knowledge.listDocuments(tenant(chatbot.tenantId), chatbot.baseId)
    return reply(200, { documents: documents.map(documentView) })
  },
})

export const readChatbotDocumentRow = endpoint({
  ...common,
  method: 'GET',
  path: '/chatbot/{chatbot_id}/documents/{document_id}',
  summary: 'Get a document of a chatbot, and how far it is',
  params: documentPath,
  responses: { 200: documentBody },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    return reply(200, documentView(await requireChatbotDocument(chatbots, chatbot, params.document_id, 'any')))
  },
})

export const deleteChatbotDocumentRow = endpoint({
  ...common,
  method: 'DELETE',
  path: '/chatbot/{chatbot_id}/documents/{document_id}',
  summary: 'Delete a document of a chatbot',
  description: 'One of its own; no later answer draws on it.',
  params: documentPath,
  responses: { 204: null },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'change')
    const { id } = await requireChatbotDocument(chatbots, chatbot, params.document_id, 'own')
    await chatbots.store.knowledge.deleteDocument(tenant(chatbot.tenantId), id)
    return reply(204)
  },
})

export const retryChatbotDocumentRow = endpoint({
  ...common,
  method: 'POST',
  path: '/chatbot/{chatbot_id}/documents/{document_id}/retry',
  summary: 'Read a failed document of a chatbot again',
  params: documentPath,
  responses: { 200: documentBody },
  errors: ['NOT_FOUND', 'CONFLICT'],
  async handler({ reply, principal, params }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'change')
    const place = { tenantId: chatbot.tenantId, base: chatbot.baseId, documentId: params.document_id }
    return reply(200, documentView(await retryDocument(chatbots.knowledgeAdmin, tenant(chatbot.tenantId), place)))
  },
})

export const listChatbotPassagesRow = endpoint({
  ...common,
  method: 'GET',
  path: '/chatbot/{chatbot_id}/documents/{document_id}/passages',
  summary: 'Read a document of a chatbot, passage by passage',
  description: 'Documents of attached knowledge bases too: what an answer cites can be read.',
  params: documentPath,
  query: pageOf(200, 50),
  responses: { 200: z.object({ total: z.int(), passages: z.array(passageBody) }) },
  errors: ['NOT_FOUND'],
  async handler({ reply, principal, params, query }, { chatbots }: ChatbotsServices) {
    const { chatbot } = await requireChatbot(chatbots, principal, params.chatbot_id, 'use')
    const document = await requireChatbotDocument(chatbots, chatbot, params.document_id, 'any')
    const passages = await chatbots.store.knowledge.listPassages(tenant(chatbot.tenantId), document.id, query)
    return reply(200, {
      total: document.passages,
      passages: passages.map(({ position, page, heading, sentences }) => ({
        ...{ position, page, heading, text: sentences.join(' ') },
      })),
    })
  },
})
