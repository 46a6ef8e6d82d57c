import type { AgentVersion, WorkflowSource } from '@/lib/domain/agent'
import type { AgentStore } from '@/lib/domain/agent-store'
import { AppError, type Problem } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import { compileDocument } from './compile-document'

type Entry = { workflow: Workflow; isActive: boolean }

/**
 * Compiled workflows from the agent store, the `capacity` most recently used kept in memory. A version that is asked for by
 * its number is answered from memory after the first time, with `isActive` as it was last seen; the active one is looked up
 * each time. `find` throws NOT_FOUND, and SERVER_ERROR where a stored configuration cannot be read.
 */
export function createWorkflowSource(agents: AgentStore, capacity = 500): WorkflowSource {
  const known = new Map<string, Entry>()

  function recall(key: string): Entry | undefined {
    const entry = known.get(key)
    if (entry) keep(key, entry)
    return entry
  }

  function keep(key: string, entry: Entry): void {
    known.delete(key)
    known.set(key, entry)
    const oldest = known.keys().next()
    if (known.size > capacity && !oldest.done) known.delete(oldest.value)
  }

  return {
    async find(tenantId, agentId, version) {
      const remembered = version === undefined ? undefined : recall(keyOf(tenantId, agentId, version))
      if (remembered) return { ...remembered }
      const stored = await agents.getVersion(tenant(tenantId), tenantId, agentId, version)
      if (!stored)
        throw new AppError('NOT_FOUND', version === undefined ? 'Agent not found' : 'Agent version not found')
      const key = keyOf(tenantId, stored.agentId, stored.version)
      const entry = { workflow: recall(key)?.workflow ?? compileStored(stored), isActive: stored.isActive }
      keep(key, entry)
      // Kept under the id that was asked for too, which may be the agent's name.
      if (agentId !== stored.agentId) keep(keyOf(tenantId, agentId, stored.version), entry)
      return { ...entry }
    },
  }
}

function keyOf(tenantId: string, agentId: string, version: number): string {
  return `${tenantId}/${agentId}/${version}`
}

function compileStored({ kind, agentId, version, document }: AgentVersion): Workflow {
  const compiled = compileDocument(kind, JSON.parse(document), { agentId, version })
  return compiled.ok ? compiled.workflow : refuse(compiled.problems)
}

function refuse(problems: readonly Problem[]): never {
  const cause = problems.map((problem) => `${problem.path}: ${problem.message}`).join('; ')
  throw new AppError('SERVER_ERROR', 'The configuration of this agent cannot be loaded', { cause: new Error(cause) })
}
