import type { AgentConfig } from '@/lib/agents/agent-config'
import { agentIdFrom, isUuid } from '@/lib/agents/agent-id-from'
import { compileWorkflow } from '@/lib/agents/compile-workflow'
import { lintWorkflow } from '@/lib/agents/lint-workflow'
import { parseAgentDocument } from '@/lib/agents/parse-agent-document'
import { usesRag } from '@/lib/agents/uses-rag'
import { AppError } from '@/lib/domain/errors'
import { type Scope, tenant } from '@/lib/domain/store'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgentId, requireTenant } from './checked-ids'

export type ImportAgentInput = {
  tenantId: string
  /** The parsed document: an object with `agent` and `workflow`. */
  agentJson: unknown
  /** The document's own text, where the caller has it: kept to the letter. */
  documentText?: string
  notes?: string | null
  /** Default `admin_api`. */
  createdBy?: string | null
  /** Checks everything and writes nothing. */
  dryRun?: boolean
  /** Default true; false makes a version without activating it (our addition). */
  activate?: boolean
}

export type ImportAgentResult = {
  tenantId: string
  agentId: string
  agentName: string
  action: 'created' | 'updated' | 'validated'
  /** Null after a dry run. */
  version: number | null
  /** The version that was active before. */
  previousVersion: number | null
  ragEnabled: boolean
  validationWarnings: string[]
}

/**
 * Makes the next version of an agent from a configuration and activates it (contract 6, POST /admin/agents/import).
 * Throws BAD_REQUEST (malformed id, no `agent` or `workflow`), NOT_FOUND (tenant), VALIDATION_FAILED (all problems).
 */
export async function importAgent(
  ports: AgentAdminPorts,
  scope: Scope,
  input: ImportAgentInput,
): Promise<ImportAgentResult> {
  const { agents, access } = ports.store
  const { tenantId } = input
  const named = requireDocument(input.agentJson)
  await requireTenant(access, scope, tenantId)
  const config = validated(input.agentJson)
  const agentId = agentIdFrom(tenantId, named)
  const active = await agents.getVersion(scope, tenantId, agentId)
  const common = {
    tenantId,
    agentId,
    agentName: config.agent.name,
    ragEnabled: usesRag(config),
    validationWarnings: await warningsOf(config, agentId, tenantId, ports),
  }
  if (input.dryRun) return { ...common, action: 'validated', version: null, previousVersion: active?.version ?? null }
  const added = await agents.addVersion(scope, {
    tenantId,
    agentId,
    slug: isUuid(named) ? null : named,
    kind: 'workflow',
    name: config.agent.name,
    document: input.documentText ?? JSON.stringify(input.agentJson),
    notes: input.notes ?? null,
    createdBy: input.createdBy ?? 'admin_api',
    createdAt: ports.clock.now(),
    activate: input.activate ?? true,
  })
  ports.warmVersion(tenantId, agentId, added.version)
  return {
    ...common,
    action: added.created ? 'created' : 'updated',
    version: added.version,
    previousVersion: added.previousActive,
  }
}

// Answers the agent's id as the document has it.
function requireDocument(value: unknown): string {
  const document = isRecord(value) ? value : {}
  for (const key of ['agent', 'workflow'])
    if (!isRecord(document[key])) throw new AppError('BAD_REQUEST', `agent_json must have the key "${key}"`)
  const id = isRecord(document.agent) ? document.agent.id : undefined
  if (typeof id !== 'string') throw new AppError('BAD_REQUEST', 'agent_json.agent.id is required')
  requireAgentId(id)
  return id
}

function validated(agentJson: unknown): AgentConfig {
  const parsed = parseAgentDocument(agentJson)
  if (parsed.ok) return parsed.config
  const { problems } = parsed
  const list = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')
  throw new AppError('VALIDATION_FAILED', `Workflow validation failed: ${list}`, { problems })
}

async function warningsOf(
  config: AgentConfig,
  agentId: string,
  tenantId: string,
  ports: AgentAdminPorts,
): Promise<string[]> {
  const workflow = compileWorkflow(config, { agentId, version: 0 })
  const set = (await ports.store.providers.listProviders(tenant(tenantId))).map(({ name }) => name)
  const bases = await ports.store.knowledge.listBases(tenant(tenantId), tenantId)
  const capabilities = {
    ...ports.capabilities,
    providers: [...ports.capabilities.providers, ...set],
    knowledgeBases: bases.flatMap(({ id, name }) => [id, name]),
  }
  const own = config.agent.tenant_id
  const elsewhere = own && own.toLowerCase() !== tenantId.toLowerCase()
  return [
    ...(elsewhere ? [`agent.tenant_id: the document names tenant ${own}; it is imported for ${tenantId}`] : []),
    ...lintWorkflow(workflow, capabilities).map((warning) => `${warning.path}: ${warning.message}`),
  ]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
