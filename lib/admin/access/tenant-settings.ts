import { AppError } from '@/lib/domain/errors'
import { platform, type Scope, tenant } from '@/lib/domain/scope'
import type { AccessAdminPorts } from './access-ports'
import { requireTenantIn } from './change-people'
import { mayMakeTenants, type TenantMaker } from './change-tenants'

export type TenantSettings = {
  /** Answers contract 5 where a session names nobody; null: the first that can. */
  landingAgent: string | null
  /** Answers contract 3. */
  threadsAgent: string | null
  /** Under these names the server is this tenant's. */
  hostNames: readonly string[]
}

const landing = 'landing_agent'
const threads = 'threads_agent'
const hostPrefix = 'host:'

/** Throws NOT_FOUND (tenant). */
export async function readTenantSettings(
  { store }: AccessAdminPorts,
  scope: Scope,
  { tenantId }: { tenantId: string },
): Promise<{ name: string; settings: TenantSettings }> {
  const { name: called } = await requireTenantIn(store, scope, tenantId)
  const own = tenant(tenantId)
  const [landingAgent, threadsAgent, hosts] = await Promise.all([
    store.access.getSetting(own, landing),
    store.access.getSetting(own, threads),
    store.office.listSettings(platform, hostPrefix),
  ])
  const hostNames = hosts.filter(({ value }) => value === tenantId).map(({ name }) => name.slice(hostPrefix.length))
  return { name: called, settings: { landingAgent, threadsAgent, hostNames } }
}

/**
 * What is left out stays. Throws NOT_FOUND (tenant, agent), FORBIDDEN where host names are set by somebody who does not run
 * the server, CONFLICT for another tenant's host name.
 */
export async function changeTenantSettings(
  ports: AccessAdminPorts,
  scope: Scope,
  { tenantId, maker }: { tenantId: string; maker: TenantMaker },
  change: Partial<TenantSettings>,
): Promise<void> {
  const { store } = ports
  await requireTenantIn(store, scope, tenantId)
  // Whoever takes a name takes the visitors who come by it.
  if (change.hostNames && !mayMakeTenants(maker, ports.defaultTenantId))
    throw new AppError('FORBIDDEN', 'Host names are set by the owners of this server')
  const own = tenant(tenantId)
  for (const [name, agentId] of [
    [landing, change.landingAgent],
    [threads, change.threadsAgent],
  ] as const) {
    if (agentId === undefined) continue
    if (agentId !== null && !(await store.agents.getVersion(own, tenantId, agentId)))
      throw new AppError('NOT_FOUND', `There is no published agent ${agentId}`)
    await store.office.setSetting(own, name, agentId)
  }
  if (change.hostNames) await setHostNames(ports, tenantId, change.hostNames)
}

async function setHostNames({ store }: AccessAdminPorts, tenantId: string, wanted: readonly string[]): Promise<void> {
  const known = await store.office.listSettings(platform, hostPrefix)
  const taken = wanted.find((name) => known.some((one) => one.name === hostPrefix + name && one.value !== tenantId))
  if (taken !== undefined) throw new AppError('CONFLICT', `${taken} is another tenant's`)
  const kept = new Set(wanted.map((name) => hostPrefix + name))
  for (const { name, value } of known)
    if (value === tenantId && !kept.has(name)) await store.office.setSetting(platform, name, null)
  for (const name of kept) await store.office.setSetting(platform, name, tenantId)
}
