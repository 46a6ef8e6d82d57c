import type { WorkflowSource } from '@/lib/domain/agent'
import { isAppError } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'

/** Null where the agent or its version is gone: the log outlives them. `version` absent: the one in force. */
export async function knownWorkflow(
  workflows: WorkflowSource,
  { tenantId, agentId, version }: { tenantId: string; agentId: string; version?: number },
): Promise<Workflow | null> {
  try {
    return (await workflows.find(tenantId, agentId, version)).workflow
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}
