import { agentIdFrom, isUuid } from '@/lib/agents/agent-id-from'
import { compileAssistant } from '@/lib/agents/compile-assistant'
import { compileWorkflow } from '@/lib/agents/compile-workflow'
import { lintWorkflow } from '@/lib/agents/lint-workflow'
import { parseAgentDocument } from '@/lib/agents/parse-agent-document'
import { isAssistantDocument, parseAssistantDocument } from '@/lib/agents/parse-assistant-document'
import { usesRag } from '@/lib/agents/uses-rag'
import { AppError, type Problem } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import type { AgentAdminPorts } from './agent-admin-ports'
import { requireAgentId, requireTenant } from './checked-ids'
import { tenantCapabilities } from './tenant-capabilities'

export type ImportAgentInput = {
  tenantId: string
  /** The parsed document: an object with `agent` and `workflow`, or with `assistant`. */
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
 * Throws BAD_REQUEST (malformed id, no `agent` or `workflow`, an agent of another kind), NOT_FOUND (tenant), VALIDATION_FAILED (all problems).
 */
export async function importAgent(
  ports: AgentAdminPorts,
  scope: Scope,
  input: ImportAgentInput,
): Promise<ImportAgentResult> {
  const { agents, access } = ports.store
  const { tenantId } = input
  const { kind, named } = requireDocument(input.agentJson)
  await requireTenant(access, scope, tenantId)
  const agentId = agentIdFrom(tenantId, named)
  const { agentName, ragEnabled, workflow, warnings } =
    kind === 'assistant' ? readAssistant(input.agentJson, agentId) : readWorkflow(input.agentJson, agentId, tenantId)
  const known = await agents.findAgent(scope, tenantId, agentId)
  if (known && known.kind !== kind)
    throw new AppError('BAD_REQUEST', `agent_json: "${named}" is an agent of another kind: ${known.kind}`)
  const lint = lintWorkflow(workflow, await tenantCapabilities(ports, tenantId))
  const validationWarnings = [...warnings, ...lint.map((warning) => `${warning.path}: ${warning.message}`)]
  const common = { tenantId, agentId, agentName, ragEnabled, validationWarnings }
  if (input.dryRun)
    return { ...common, action: 'validated', version: null, previousVersion: known?.activeVersion ?? null }
  const added = await agents.addVersion(scope, {
    tenantId,
    agentId,
    slug: isUuid(named) ? null : named,
    kind,
    name: agentName,
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

// Answers the kind of the agent, and its id as the document has it.
function requireDocument(value: unknown): { kind: 'workflow' | 'assistant'; named: string } {
  const document = isRecord(value) ? value : {}
  const kind = isAssistantDocument(value) ? 'assistant' : 'workflow'
  const [head] = kind === 'assistant' ? (['assistant'] as const) : (['agent', 'workflow'] as const)
  for (const key of kind === 'assistant' ? ['assistant'] : ['agent', 'workflow'])
    if (!isRecord(document[key])) throw new AppError('BAD_REQUEST', `agent_json must have the key "${key}"`)
  const described = document[head]
  const id = isRecord(described) ? described.id : undefined
  if (typeof id !== 'string') throw new AppError('BAD_REQUEST', `agent_json.${head}.id is required`)
  requireAgentId(id)
  return { kind, named: id }
}

type ReadDocument = { agentName: string; ragEnabled: boolean; workflow: Workflow; warnings: string[] }

function readWorkflow(agentJson: unknown, agentId: string, tenantId: string): ReadDocument {
  const parsed = parseAgentDocument(agentJson)
  if (!parsed.ok) return refuse('Workflow', parsed.problems)
  const { config } = parsed
  const own = config.agent.tenant_id
  const elsewhere = own && own.toLowerCase() !== tenantId.toLowerCase()
  return {
    agentName: config.agent.name,
    ragEnabled: usesRag(config),
    workflow: compileWorkflow(config, { agentId, version: 0 }),
    warnings: elsewhere ? [`agent.tenant_id: the document names tenant ${own}; it is imported for ${tenantId}`] : [],
  }
}

function readAssistant(agentJson: unknown, agentId: string): ReadDocument {
  const parsed = parseAssistantDocument(agentJson)
  if (!parsed.ok) return refuse('Assistant', parsed.problems)
  const workflow = compileAssistant(parsed.config, { agentId, version: 0 })
  return { agentName: workflow.agentName, ragEnabled: workflow.knowledgeBase !== null, workflow, warnings: [] }
}

function refuse(what: string, problems: readonly Problem[]): never {
  const list = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')
  throw new AppError('VALIDATION_FAILED', `${what} validation failed: ${list}`, { problems })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
