import { randomUUID } from 'node:crypto'
import { requireTenant } from '@/lib/admin/checked-ids'
import { formSlug } from '@/lib/agents/form-config'
import { type Template, templateDocument, templateKinds } from '@/lib/agents/templates/template-document'
import type { JsonObject } from '@/lib/domain/json'
import type { Scope } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { AgentEditPorts } from './agent-edit-ports'
import { beginAgent } from './begin-agent'

/** What a template is adapted to beside what is edited. */
export type AgentCreationPorts = AgentEditPorts & { store: Pick<Store, 'data'> }

export type NewAgent = { tenantId: string; template: Template; name: string; by: string }

/**
 * An agent with a draft and no version: nobody can talk with it before it is published. A survey is a form, and has its number
 * at once. Throws BAD_REQUEST (malformed tenant), NOT_FOUND (tenant).
 */
export async function createAgent(
  ports: AgentCreationPorts,
  scope: Scope,
  { tenantId, template, name, by }: NewAgent,
): Promise<{ agentId: string; formId: number | null; document: JsonObject; revision: number }> {
  const { access, agents, forms, knowledge, data } = ports.store
  await requireTenant(access, scope, tenantId)
  const [agentId, kind] = [randomUUID(), templateKinds[template]]
  const [bases, sources] = await Promise.all([knowledge.listBases(scope, tenantId), data.listSources(scope, tenantId)])
  const names = { id: agentId, name, base: bases[0]?.name ?? null, source: sources[0]?.name ?? null }
  const document = templateDocument(template, names)
  const revision = await beginAgent(ports, scope, { tenantId, agentId, kind, name, document, by })
  const formId = kind === 'form' ? await forms.addForm(scope, { tenantId, agentId }) : null
  if (formId !== null) await agents.giveSlug(scope, { tenantId, agentId, slug: formSlug(formId) })
  return { agentId, formId, document, revision }
}
