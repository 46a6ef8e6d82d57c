import { z } from 'zod'
import type { Chatbot } from '@/lib/domain/chatbot'
import type { JsonObject } from '@/lib/domain/json'
import { tenant } from '@/lib/domain/scope'
import type { ChatbotPorts, ChatbotUser } from './chatbot-ports'
import { mayEverything, type OpenChatbot, subjectOf } from './require-chatbot'

/** A chatbot as people see it. */
export type DescribedChatbot = {
  description: string | null
  prompt: string | null
  greeting: string | null
  knowledgeBases: readonly { id: string; name: string }[]
  documents: number
}

type Ports = { store: Pick<ChatbotPorts['store'], 'agents' | 'chatbots' | 'knowledge'> }

const words = z.string().nullish().catch(null)
const stored = z.looseObject({ assistant: z.record(z.string(), z.json()) })
const described = z.looseObject({ description: words, prompt: words, greeting: words })

/** Those that whoever asks may use, by name: their own, those shared with them, and a tenant's editors everybody's. */
export async function listChatbots({ store }: Ports, user: ChatbotUser): Promise<OpenChatbot[]> {
  const { tenantId } = user
  const scope = tenant(tenantId)
  const subject = subjectOf(user)
  const isAdmin = mayEverything(user)
  const found = await store.chatbots.listChatbots(scope, tenantId, isAdmin ? 'any' : subject)
  return Promise.all(
    found.map(async (chatbot): Promise<OpenChatbot> => {
      if (isAdmin || chatbot.owner === subject) return { chatbot, role: 'owner', subject }
      const role = await store.chatbots.memberRole(scope, tenantId, chatbot.agentId, subject)
      return { chatbot, role: role ?? 'user', subject }
    }),
  )
}

export async function describeChatbot(ports: Ports, chatbot: Chatbot): Promise<DescribedChatbot> {
  const { tenantId, baseId, attachedBaseIds } = chatbot
  const scope = tenant(tenantId)
  const { knowledge } = ports.store
  const [assistant, documents, bases] = await Promise.all([
    assistantOf(ports, chatbot),
    knowledge.listDocuments(scope, baseId),
    Promise.all(attachedBaseIds.map((id) => knowledge.findBase(scope, tenantId, id))),
  ])
  const { description = null, prompt = null, greeting = null } = described.parse(assistant)
  const knowledgeBases = bases.flatMap((base) => (base ? [{ id: base.id, name: base.name }] : []))
  return { description, prompt, greeting, knowledgeBases, documents: documents.length }
}

/** What its document says in the version in force. */
export async function assistantOf({ store }: Ports, { tenantId, agentId }: Chatbot): Promise<JsonObject> {
  const version = await store.agents.getVersion(tenant(tenantId), tenantId, agentId)
  if (!version) throw new Error(`the chatbot ${agentId} has no version in force`)
  return stored.parse(JSON.parse(version.document)).assistant
}
