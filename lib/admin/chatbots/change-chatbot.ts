import { isDeepStrictEqual } from 'node:util'
import { importAgent } from '@/lib/admin/import-agent'
import { type ChangedWords, changedChatbotDocument } from '@/lib/agents/chatbot-document'
import { tenant } from '@/lib/domain/scope'
import { attachableBases } from './attachable-bases'
import type { ChatbotPorts, ChatbotUser } from './chatbot-ports'
import { assistantOf } from './read-chatbot'
import { chatbotNotFound, type OpenChatbot } from './require-chatbot'

/** What is not named stays; null takes it away. */
export type ChatbotChange = ChangedWords & {
  /** All that are to be attached, by id or name. */
  knowledgeBases?: readonly string[] | undefined
}

/**
 * Makes a new version where its document changes, and puts it in force. Throws VALIDATION_FAILED, NOT_FOUND where it was
 * removed meanwhile.
 */
export async function changeChatbot(
  ports: ChatbotPorts,
  user: ChatbotUser,
  { chatbot, role, subject }: OpenChatbot,
  { knowledgeBases, ...words }: ChatbotChange,
): Promise<OpenChatbot> {
  const { store } = ports
  const { tenantId, agentId, baseId, attachedBaseIds: attached } = chatbot
  const scope = tenant(tenantId)
  const attachedBaseIds =
    knowledgeBases === undefined ? attached : await attachableBases(ports, user, knowledgeBases, { baseId, attached })
  if (!isDeepStrictEqual(attachedBaseIds, attached))
    if (!(await store.chatbots.setAttachedBases(scope, tenantId, agentId, attachedBaseIds))) throw chatbotNotFound()
  const before = await assistantOf(ports, chatbot)
  const agentJson = changedChatbotDocument(before, words, { baseId, attachedBaseIds })
  if (!isDeepStrictEqual(agentJson, { assistant: before }))
    await importAgent(ports.agentAdmin, scope, { tenantId, agentJson, createdBy: subject })
  const changed = await store.chatbots.findChatbot(scope, tenantId, agentId)
  if (!changed) throw chatbotNotFound()
  return { chatbot: changed, role, subject }
}
