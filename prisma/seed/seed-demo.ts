import { randomUUID } from 'node:crypto'
import { agentIdFrom, isUuid } from '@/lib/agents/agent-id-from'
import { formSlug } from '@/lib/agents/form-config'
import { parseAgentDocument } from '@/lib/agents/parse-agent-document'
import { isAssistantDocument, parseAssistantDocument } from '@/lib/agents/parse-assistant-document'
import { parseFormDocument } from '@/lib/agents/parse-form-document'
import { defaultAgentSettings } from '@/lib/domain/agent-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { newDocument } from '@/lib/knowledge/new-document'
import contactForm from './contact-form.json'
import { demoBases } from './demo-documents'
import frontDesk from './front-desk.json'
import mriSupportV1 from './mri-support-v1.json'
import mriSupportV2 from './mri-support-v2.json'
import { seedChatbot } from './seed-chatbot'
import sqlAgent from './sql-agent.json'

export const demoTenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
export const demoAgentId = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890'

const createdBy = 'seed'

/** In order of their versions; the first of each agent is the active one. */
const agents: readonly (readonly unknown[])[] = [[mriSupportV1, mriSupportV2], [frontDesk], [sqlAgent]]

/**
 * The demo tenant and its agents, under the ids that contract 1's examples use. What is there already stays as it is, so it
 * may run at every start; of two processes at a time the caller lets one in. `createdAt`: milliseconds since the epoch.
 */
export async function seedDemo(
  store: Pick<Store, 'agents' | 'access' | 'knowledge' | 'forms' | 'chatbots'>,
  { createdAt }: { createdAt: number },
): Promise<void> {
  if (!(await store.access.getTenant(platform, demoTenantId)))
    await store.access.addTenant(platform, { id: demoTenantId, name: 'Demo' })
  for (const versions of agents)
    for (const [index, document] of versions.entries()) await seedVersion(store, document, index, createdAt)
  await store.access.claimSetting(tenant(demoTenantId), 'landing_agent', frontDesk.agent.id)
  await store.access.claimSetting(tenant(demoTenantId), 'threads_agent', sqlAgent.assistant.id)
  await seedForm(store, createdAt)
  await seedKnowledge(store, createdAt)
  await seedChatbot(store, demoTenantId, createdAt)
}

// Once: what somebody removes afterwards stays away. An earlier start may have been cut short.
async function seedForm(store: Pick<Store, 'agents' | 'access' | 'forms'>, createdAt: number): Promise<void> {
  if (await store.access.getSetting(platform, 'demo_form')) return
  const parsed = parseFormDocument(contactForm)
  if (!parsed.ok) throw new Error(`the demo form is not valid: ${JSON.stringify(parsed.problems)}`)
  const scope = tenant(demoTenantId)
  const { id, name } = contactForm.form
  const agentId = agentIdFrom(demoTenantId, formSlug(id))
  if (!(await store.agents.getVersion(scope, demoTenantId, agentId)))
    await store.agents.addVersion(scope, {
      ...{ tenantId: demoTenantId, agentId, slug: formSlug(id), kind: 'form', name },
      ...{ document: JSON.stringify(contactForm), notes: 'Demo data', createdBy, createdAt, activate: true },
    })
  if (!(await store.forms.findForm(scope, demoTenantId, id)))
    await store.forms.addForm(scope, { tenantId: demoTenantId, id, agentId })
  await store.agents.setSettings(scope, demoTenantId, agentId, { ...defaultAgentSettings, debugAllowed: true })
  await store.access.claimSetting(platform, 'demo_form', 'added')
}

// Once: what somebody removes afterwards stays away. The documents wait to be read by the server.
async function seedKnowledge(store: Pick<Store, 'access' | 'knowledge'>, createdAt: number): Promise<void> {
  if (await store.access.getSetting(platform, 'demo_documents')) return
  const scope = tenant(demoTenantId)
  for (const { name, documents } of demoBases) {
    const known = await store.knowledge.findBase(scope, demoTenantId, name)
    const base = known ?? { id: randomUUID(), tenantId: demoTenantId, name, settings: {}, createdAt }
    if (!known) await store.knowledge.addBase(scope, base)
    for (const [at, { fileName, text }] of documents.entries()) {
      const file = { name: fileName, bytes: new TextEncoder().encode(text) }
      // A millisecond apart: they are read and listed in this order.
      await store.knowledge.addDocument(scope, newDocument(base, file, createdAt + at))
    }
  }
  await store.access.claimSetting(platform, 'demo_documents', 'added')
}

// Goes on where an earlier start was cut short, but never adds to an agent that somebody has changed since.
async function seedVersion(
  store: Pick<Store, 'agents'>,
  document: unknown,
  index: number,
  createdAt: number,
): Promise<void> {
  const { id, name, kind } = read(document)
  const scope = tenant(demoTenantId)
  const agentId = agentIdFrom(demoTenantId, id)
  const known = await store.agents.listVersions(scope, demoTenantId, agentId)
  if (known.length !== index || known.some((version) => version.createdBy !== createdBy)) return
  await store.agents.addVersion(scope, {
    tenantId: demoTenantId,
    agentId,
    slug: isUuid(id) ? null : id,
    kind,
    name,
    document: JSON.stringify(document),
    notes: 'Demo data',
    createdBy,
    createdAt,
    activate: index === 0,
  })
  // Who tries the demo may look at why an agent did what it did.
  if (index === 0)
    await store.agents.setSettings(scope, demoTenantId, agentId, { ...defaultAgentSettings, debugAllowed: true })
}

function read(document: unknown): { id: string; name: string; kind: 'workflow' | 'assistant' } {
  if (isAssistantDocument(document)) {
    const parsed = parseAssistantDocument(document)
    return parsed.ok ? { ...parsed.config, kind: 'assistant' } : notValid(parsed.problems)
  }
  const parsed = parseAgentDocument(document)
  return parsed.ok ? { ...parsed.config.agent, kind: 'workflow' } : notValid(parsed.problems)
}

function notValid(problems: unknown): never {
  throw new Error(`a demo document is not valid: ${JSON.stringify(problems)}`)
}
