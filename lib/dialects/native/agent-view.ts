import type { z } from 'zod'
import type { AgentSummary } from '@/lib/domain/agent'
import type { chatAgent } from './native-schemas'
import type { NativeServices } from './native-services'

/** Null for one that is not for every visitor. */
export async function agentView(
  { conversations, agentAdmin }: NativeServices,
  tenantId: string,
  { agentId: id, slug, name }: Pick<AgentSummary, 'agentId' | 'slug' | 'name'>,
): Promise<z.output<typeof chatAgent> | null> {
  const { workflow } = await conversations.workflows.find(tenantId, id)
  if (workflow.membersOnly) return null
  const mode = agentAdmin.capabilities.hasModel ? 'model' : 'embedded'
  return { id, slug, name, description: workflow.description, mode }
}
