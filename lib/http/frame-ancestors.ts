import type { AgentStore } from '@/lib/domain/agent-store'
import { tenant } from '@/lib/domain/scope'
import type { HttpServices } from './http-services'

export type FramingServices = Pick<HttpServices, 'exposureOf' | 'tenantOf'> & {
  store: { agents: Pick<AgentStore, 'getSettings'> }
}

/**
 * Which pages may hold the agent's frame, as the values of `frame-ancestors`: our own and those on the agent's list.
 * In open exposure an agent without a list may stand anywhere.
 */
export async function frameAncestors(headers: Headers, agentId: string, services: FramingServices): Promise<string> {
  const origins = await originsOf(headers, agentId, services)
  const isAnywhere = origins.length === 0 && services.exposureOf(headers) === 'open'
  return isAnywhere ? '*' : ["'self'", ...origins].join(' ')
}

async function originsOf(headers: Headers, agentId: string, services: FramingServices): Promise<string[]> {
  // What cannot be an agent's id is not looked up.
  if (!/^[\w.~-]{1,200}$/.test(agentId)) return []
  const tenantId = await services.tenantOf(headers)
  const settings = await services.store.agents.getSettings(tenant(tenantId), tenantId, agentId)
  // An origin may hold characters that end a directive.
  return (settings?.allowedOrigins ?? []).filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin))
}
