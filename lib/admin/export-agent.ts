import { parseAgentDocument } from '@/lib/agents/parse-agent-document'
import { usesRag } from '@/lib/agents/uses-rag'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgentId, requireTenant } from './checked-ids'

export type ExportedAgent = {
  tenantId: string
  agentId: string
  agentName: string
  version: number
  isActive: boolean
  /** The imported document's own text. */
  document: string
  globalPrompt: string
  ragEnabled: boolean
  ragConfigId: string | null
  createdAt: number
  createdBy: string
  notes: string | null
}

/**
 * One version of an agent as it was imported, the active one by default (contract 6, GET …/export).
 * Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant, agent or version).
 */
export async function exportAgent(
  ports: Pick<AgentAdminPorts, 'store'>,
  scope: Scope,
  { tenantId, agentId, version }: { tenantId: string; agentId: string; version?: number },
): Promise<ExportedAgent> {
  requireAgentId(agentId)
  await requireTenant(ports.store.access, scope, tenantId)
  const stored = await ports.store.agents.getVersion(scope, tenantId, agentId, version)
  if (!stored) throw new AppError('NOT_FOUND', version === undefined ? 'Agent not found' : 'Agent version not found')
  const parsed = parseAgentDocument(JSON.parse(stored.document))
  const config = parsed.ok ? parsed.config : null
  return {
    tenantId,
    agentId: stored.agentId,
    agentName: stored.name,
    version: stored.version,
    isActive: stored.isActive,
    document: stored.document,
    globalPrompt: config?.workflow.global_prompt ?? '',
    ragEnabled: config ? usesRag(config) : false,
    ragConfigId: config?.workflow.rag?.config_id ?? null,
    createdAt: stored.createdAt,
    createdBy: stored.createdBy,
    notes: stored.notes,
  }
}
