import { randomUUID } from 'node:crypto'
import { agentIdFrom } from '@/lib/agents/agent-id-from'
import { baseNameOf, changedChatbotDocument } from '@/lib/agents/chatbot-document'
import { parseAssistantDocument } from '@/lib/agents/parse-assistant-document'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { newDocument } from '@/lib/knowledge/new-document'
import demoChatbot from './demo-chatbot.json'
import { demoBases } from './demo-documents'

type Stores = Pick<Store, 'agents' | 'access' | 'chatbots' | 'knowledge'>

const done = 'demo_chatbot'

/**
 * The demo chatbot with its documents, of the tenant's first owner; without one it waits for the next start. Once: what
 * somebody removes afterwards stays away. An earlier start may have been cut short.
 */
export async function seedChatbot(store: Stores, tenantId: string, createdAt: number): Promise<void> {
  if (await store.access.getSetting(platform, done)) return
  const scope = tenant(tenantId)
  const owner = (await store.access.listPeople(scope)).find(({ role }) => role === 'owner')
  if (!owner) return
  const { id: slug, name } = demoChatbot.assistant
  const agentId = agentIdFrom(tenantId, slug)
  const base = await ownBase(store, { tenantId, agentId, createdAt })
  if (!(await store.agents.getVersion(scope, tenantId, agentId))) {
    const document = changedChatbotDocument(demoChatbot.assistant, {}, { baseId: base.id, attachedBaseIds: [] })
    const parsed = parseAssistantDocument(document)
    if (!parsed.ok) throw new Error(`the demo chatbot is not valid: ${JSON.stringify(parsed.problems)}`)
    await store.agents.addVersion(scope, {
      ...{ tenantId, agentId, slug, kind: 'assistant', name, document: JSON.stringify(document) },
      ...{ notes: 'Demo data', createdBy: 'seed', createdAt, activate: true },
    })
  }
  if (!(await store.chatbots.findChatbot(scope, tenantId, agentId)))
    await store.chatbots.addChatbot(scope, {
      ...{ tenantId, agentId, owner: `person:${owner.id}`, baseId: base.id, attachedBaseIds: [], createdAt },
    })
  await store.access.claimSetting(platform, done, 'added')
}

async function ownBase(
  { knowledge }: Pick<Stores, 'knowledge'>,
  { tenantId, agentId, createdAt }: { tenantId: string; agentId: string; createdAt: number },
): Promise<{ id: string; tenantId: string }> {
  const scope = tenant(tenantId)
  const name = baseNameOf(agentId)
  const known = await knowledge.findBase(scope, tenantId, name)
  const base = known ?? { id: randomUUID(), tenantId, name, settings: {}, createdAt }
  if (!known) await knowledge.addBase(scope, base)
  for (const [at, { fileName, text }] of (demoBases[0]?.documents ?? []).entries()) {
    const file = { name: fileName, bytes: new TextEncoder().encode(text) }
    // A millisecond apart: they are read and listed in this order.
    await knowledge.addDocument(scope, newDocument(base, file, createdAt + at))
  }
  return base
}
