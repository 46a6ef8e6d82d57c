import { tenantCapabilities } from '@/lib/admin/tenant-capabilities'
import { agentIdFrom } from '@/lib/agents/agent-id-from'
import { kindOfDocument } from '@/lib/agents/compile-document'
import { lintDocument } from '@/lib/agents/lint-document'
import type { AgentKind, AgentSummary } from '@/lib/domain/agent'
import type { DocumentFinding } from '@/lib/domain/agent-document'
import type { Problem } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts } from './agent-edit-ports'

type Ports = Pick<AgentEditPorts, 'store' | 'capabilities'>

/** What is wrong with a document on its own, with what this tenant has. */
export async function lintForTenant(ports: Ports, tenantId: string, document: unknown): Promise<DocumentFinding[]> {
  return lintDocument(document, await tenantCapabilities(ports, tenantId))
}

/** What is wrong with it as the next version of this agent. */
export async function lintDraft(
  ports: Ports,
  scope: Scope,
  agent: AgentSummary & { tenantId: string },
  document: unknown,
): Promise<DocumentFinding[]> {
  const foreign = await foreignness(ports, scope, agent, document)
  const findings = await lintForTenant(ports, agent.tenantId, document)
  return [...foreign.map((problem) => ({ level: 'error' as const, nodeId: null, ...problem })), ...findings]
}

/** Where a document is that of another agent: published, it would be this one's. */
export async function foreignness(
  { store }: Pick<AgentEditPorts, 'store'>,
  scope: Scope,
  { tenantId, agentId, slug, kind }: AgentSummary & { tenantId: string },
  document: unknown,
): Promise<Problem[]> {
  const found = kindOfDocument(document)
  if (found !== kind)
    return [{ path: '(document)', message: `describes ${kinds[found]}, and this agent is ${kinds[kind]}` }]
  const head = kind === 'workflow' ? 'agent' : kind
  const path = `${head}.id`
  const id = idIn(document, head)
  if (kind === 'form') {
    const form = await store.forms.findFormByAgent(scope, tenantId, agentId)
    const isOwn = id === undefined || id === null || id === form?.id
    return isOwn ? [] : [{ path, message: `is that of another form: this one is ${form?.id}` }]
  }
  const isOwn = typeof id !== 'string' || id === slug || agentIdFrom(tenantId, id) === agentId
  return isOwn ? [] : [{ path, message: `is that of another agent: this one is ${slug ?? agentId}` }]
}

const kinds: Record<AgentKind, string> = { workflow: 'a workflow', form: 'a form', assistant: 'an assistant' }

function idIn(document: unknown, head: string): unknown {
  const described = Object(document)[head]
  return Object(described).id
}
