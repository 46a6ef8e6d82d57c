import type { FormField } from '@/lib/domain/form'
import type { Scope } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import type { FormReads } from './forms-admin-ports'

/**
 * The fields of all versions, each as the newest version that has it says; responses are of different versions. A field that
 * one version calls sensitive is sensitive.
 */
export async function allFields(
  { store, workflows }: FormReads,
  scope: Scope,
  { tenantId, agentId }: { tenantId: string; agentId: string },
): Promise<FormField[]> {
  const versions = await store.agents.listVersions(scope, tenantId, agentId)
  const fields = new Map<string, FormField>()
  for (const { version } of versions.toSorted((a, b) => b.version - a.version)) {
    const { workflow } = await workflows.find(tenantId, agentId, version)
    for (const field of fieldsOf(workflow)) {
      const newer = fields.get(field.id) ?? field
      fields.set(field.id, { ...newer, sensitive: newer.sensitive || field.sensitive })
    }
  }
  return [...fields.values()]
}

export function fieldsOf({ nodes }: Pick<Workflow, 'nodes'>): FormField[] {
  return [...nodes.values()].flatMap((node) => (node.type === 'collect' ? node.fields : []))
}
