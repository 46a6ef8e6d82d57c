import type { AgentStore } from '@/lib/domain/agent-store'
import { AppError } from '@/lib/domain/errors'
import { sameTrialMs, trialLifeMs } from '@/lib/domain/trial'
import { requireScope } from '@/lib/store/in-scope'
import type { MemoryTables } from '@/lib/store/memory/memory-tables'

export function memoryTrials({ agents }: MemoryTables): Pick<AgentStore, 'addTrial'> {
  return {
    async addTrial(scope, { tenantId, agentId, kind, name, document, createdAt }) {
      requireScope(scope, tenantId)
      const agent = agents.find((row) => row.tenantId === tenantId && row.agentId === agentId)
      if (!agent) throw new AppError('NOT_FOUND', 'Agent not found')
      const newest = agent.trials.at(-1)
      if (newest?.document === document && newest.createdAt > createdAt - sameTrialMs) return newest.version
      const version = Math.min(0, ...agent.trials.map((trial) => trial.version)) - 1
      agent.trials.push({ agentId, kind, name, version, document, notes: null, createdBy: 'trial', createdAt })
      return version
    },
  }
}

/** The newest stays: its number must not be given again. */
export function forgetTrials({ agents, conversations }: MemoryTables, now: number): void {
  const used = new Set([...conversations.values()].map(({ conversation }) => conversation.state.workflow))
  for (const agent of agents) {
    const newest = agent.trials.at(-1)
    agent.trials = agent.trials.filter(
      (trial) =>
        trial === newest || trial.createdAt >= now - trialLifeMs || used.has(`${agent.agentId}@${trial.version}`),
    )
  }
}
