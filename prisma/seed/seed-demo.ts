import { agentIdFrom, isUuid } from '@/lib/agents/agent-id-from'
import { parseAgentDocument } from '@/lib/agents/parse-agent-document'
import { platform, type Store, tenant } from '@/lib/domain/store'
import frontDesk from './front-desk.json'
import mriSupportV1 from './mri-support-v1.json'
import mriSupportV2 from './mri-support-v2.json'

export const demoTenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
export const demoAgentId = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890'

const createdBy = 'seed'

/** In order of their versions; the first of each agent is the active one. */
const agents: readonly (readonly unknown[])[] = [[mriSupportV1, mriSupportV2], [frontDesk]]

/**
 * The demo tenant and its agents, under the ids that contract 1's examples use. What is there already stays as it is, so it
 * may run at every start; of two processes at a time the caller lets one in. `createdAt`: milliseconds since the epoch.
 */
export async function seedDemo(
  store: Pick<Store, 'agents' | 'access'>,
  { createdAt }: { createdAt: number },
): Promise<void> {
  if (!(await store.access.getTenant(platform, demoTenantId)))
    await store.access.addTenant(platform, { id: demoTenantId, name: 'Demo' })
  for (const versions of agents)
    for (const [index, document] of versions.entries()) await seedVersion(store, document, index, createdAt)
}

// Goes on where an earlier start was cut short, but never adds to an agent that somebody has changed since.
async function seedVersion(
  store: Pick<Store, 'agents'>,
  document: unknown,
  index: number,
  createdAt: number,
): Promise<void> {
  const parsed = parseAgentDocument(document)
  if (!parsed.ok) throw new Error(`a demo document is not valid: ${JSON.stringify(parsed.problems)}`)
  const { id, name } = parsed.config.agent
  const scope = tenant(demoTenantId)
  const agentId = agentIdFrom(demoTenantId, id)
  const known = await store.agents.listVersions(scope, demoTenantId, agentId)
  if (known.length !== index || known.some((version) => version.createdBy !== createdBy)) return
  await store.agents.addVersion(scope, {
    tenantId: demoTenantId,
    agentId,
    slug: isUuid(id) ? null : id,
    kind: 'workflow',
    name,
    document: JSON.stringify(document),
    notes: 'Demo data',
    createdBy,
    createdAt,
    activate: index === 0,
  })
}
