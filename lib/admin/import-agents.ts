import { AppError, isAppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import type { AgentAdminPorts } from './agent-admin-ports'
import { type ImportAgentInput, type ImportAgentResult, importAgent } from './import-agent'

export type FailedImport = { tenantId: string; action: 'failed'; errorMessage: string }

export type ImportAgentsResult = {
  total: number
  succeeded: number
  failed: number
  /** In the order of the request. */
  results: (ImportAgentResult | FailedImport)[]
}

const most = 50

/**
 * Imports 1–50 agents, each on its own (contract 6, POST /admin/agents/import/bulk). Throws VALIDATION_FAILED where there are
 * none or too many; an agent that cannot be imported is a result, not an error.
 */
export async function importAgents(
  ports: AgentAdminPorts,
  scope: Scope,
  inputs: readonly ImportAgentInput[],
): Promise<ImportAgentsResult> {
  if (inputs.length < 1 || inputs.length > most)
    throw new AppError('VALIDATION_FAILED', `agents must hold 1 to ${most} items`)
  const results: ImportAgentsResult['results'] = []
  // One after the other: two documents of one agent become versions in the order they came.
  for (const input of inputs) results.push(await importOne(ports, scope, input))
  const failed = results.filter((result) => result.action === 'failed').length
  return { total: results.length, succeeded: results.length - failed, failed, results }
}

async function importOne(ports: AgentAdminPorts, scope: Scope, input: ImportAgentInput) {
  try {
    return await importAgent(ports, scope, input)
  } catch (error) {
    if (!isAppError(error)) throw error
    return { tenantId: input.tenantId, action: 'failed', errorMessage: error.publicMessage } as const
  }
}
