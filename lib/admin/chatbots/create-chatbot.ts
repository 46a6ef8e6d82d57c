import { randomUUID } from 'node:crypto'
import { importAgent } from '@/lib/admin/import-agent'
import { agentIdFrom, isUuid } from '@/lib/agents/agent-id-from'
import { baseNameOf, type ChatbotWords, newChatbotDocument } from '@/lib/agents/chatbot-document'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { attachableBases } from './attachable-bases'
import type { ChatbotPorts, ChatbotUser } from './chatbot-ports'
import { chatbotNotFound, type OpenChatbot, subjectOf } from './require-chatbot'

const mostChatbots = 50
/** How long a name is held while its chatbot is made. */
const holdMs = 30_000

export type NewChatbot = ChatbotWords & {
  /** Null: it is known by its UUID alone. */
  slug: string | null
  /** Ids or names. */
  knowledgeBases: readonly string[]
}

/**
 * A chatbot of whoever asks, with a base for its documents: all of it or nothing that anybody finds. Throws VALIDATION_FAILED,
 * CONFLICT where the slug is or was in use, or where the owner has 50.
 */
export async function createChatbot(
  ports: ChatbotPorts,
  user: ChatbotUser,
  { slug, knowledgeBases, ...words }: NewChatbot,
): Promise<OpenChatbot> {
  const { store, clock } = ports
  const { tenantId } = user
  const owner = subjectOf(user)
  const scope = tenant(tenantId)
  const attachedBaseIds = await attachableBases(ports, user, knowledgeBases)
  const own = (await store.chatbots.listChatbots(scope, tenantId, owner)).filter((chatbot) => chatbot.owner === owner)
  if (own.length >= mostChatbots)
    throw new AppError('CONFLICT', `You have ${mostChatbots} chatbots, which is the most. Remove one first.`)
  const agentId = slug === null ? randomUUID() : await takeSlug(ports, tenantId, slug)
  const createdAt = clock.now()
  const bases = { baseId: randomUUID(), attachedBaseIds }
  await store.knowledge.addBase(scope, {
    ...{ id: bases.baseId, tenantId, name: baseNameOf(agentId), settings: {}, createdAt },
  })
  try {
    const agentJson = newChatbotDocument(slug ?? agentId, words, bases)
    await importAgent(ports.agentAdmin, scope, { tenantId, agentJson, createdBy: owner })
    await store.chatbots.addChatbot(scope, { tenantId, agentId, owner, ...bases, createdAt })
  } catch (error) {
    await store.knowledge.deleteBase(scope, bases.baseId)
    throw error
  }
  const chatbot = await store.chatbots.findChatbot(scope, tenantId, agentId)
  if (!chatbot) throw chatbotNotFound()
  return { chatbot, role: 'owner', subject: owner }
}

async function takeSlug({ store, clock }: ChatbotPorts, tenantId: string, slug: string): Promise<string> {
  const scope = tenant(tenantId)
  const taken = new AppError('CONFLICT', `The slug "${slug}" is in use, or was. Choose another one.`)
  if (slug === 'session' || isUuid(slug)) throw taken
  const isKnown = (await store.agents.getVersion(scope, tenantId, slug)) !== null
  // Of two who want it at the same time one gets it.
  if (isKnown || !(await store.access.claimOnce(scope, `chatbot ${tenantId} ${slug}`, clock.now() + holdMs)))
    throw taken
  return agentIdFrom(tenantId, slug)
}
