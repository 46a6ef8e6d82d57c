import type { WorkflowSource } from '@/lib/domain/agent'
import type { AgentStore } from '@/lib/domain/agent-store'
import type { Log } from '@/lib/domain/log'
import { tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'

type Ports = {
  agents: Pick<AgentStore, 'listAgents'>
  workflows: WorkflowSource
  warmWorkflow(workflow: Workflow): Promise<void>
  log: Log
}

/**
 * Prepares the language of versions that visitors are about to meet, in the background: nobody waits for it, and a version
 * that cannot be prepared is logged and prepared by its first turn.
 */
export function createVersionWarmer({ agents, workflows, warmWorkflow, log }: Ports) {
  let isStopped = false

  async function prepare(tenantId: string, agentId: string, version: number): Promise<void> {
    if (isStopped) return
    try {
      const { workflow } = await workflows.find(tenantId, agentId, version)
      await warmWorkflow(workflow)
    } catch (error) {
      if (!isStopped) log.warn('a version is not prepared yet', { agentId, version, error: String(error) })
    }
  }

  return {
    warmVersion(tenantId: string, agentId: string, version: number): void {
      void prepare(tenantId, agentId, version)
    },
    /** The active versions of a tenant, one after the other: turns have their share of the encoder meanwhile. */
    async warmActive(tenantId: string): Promise<void> {
      for (const { agentId, activeVersion } of await agents.listAgents(tenant(tenantId), tenantId))
        if (activeVersion !== null) await prepare(tenantId, agentId, activeVersion)
    },
    stop(): void {
      isStopped = true
    },
  }
}
