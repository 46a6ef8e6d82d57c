import type { AgentStore } from '@/lib/domain/agent-store'
import { AppError } from '@/lib/domain/errors'
import { sameTrialMs, trialLifeMs } from '@/lib/domain/trial'
import { requireScope } from '@/lib/store/in-scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

// The newest stays: its number must not be given again, since processes keep what they have compiled of it.
const forgotten: Statement = {
  name: 'forget-trials',
  text: `
DELETE FROM agent_versions v
WHERE v.version < 0 AND v.created_at < $1
  AND v.version > (SELECT min(o.version) FROM agent_versions o WHERE o.agent_id = v.agent_id AND o.tenant_id = v.tenant_id)
  AND NOT EXISTS (SELECT FROM text_conversations c
    WHERE c.tenant_id = v.tenant_id AND c.initial_workflow = v.agent_id::text || '@' || v.version::text)`,
}

export function trials({ prisma }: Database): Pick<AgentStore, 'addTrial'> {
  return {
    async addTrial(scope, { tenantId, agentId, kind, name, document, createdAt }) {
      requireScope(scope, tenantId)
      const place = { agentId: uuidOrNone(agentId), tenantId }
      return prisma.$transaction(async (tx) => {
        // One after the other, so that two trials at once have numbers of their own.
        const [agent] = await tx.$queryRaw<{ id: string }[]>`
          SELECT id FROM agents WHERE id = ${place.agentId}::uuid AND tenant_id = ${tenantId}::uuid FOR UPDATE`
        if (!agent) throw new AppError('NOT_FOUND', 'Agent not found')
        const newest = await tx.agentVersion.findFirst({
          where: { ...place, version: { lt: 0 } },
          orderBy: { version: 'asc' },
        })
        const isSame = newest?.document === document && newest.createdAt.getTime() > createdAt - sameTrialMs
        if (newest && isSame) return newest.version
        const version = (newest?.version ?? 0) - 1
        const made = { version, kind, name, document, createdBy: 'trial', createdAt: new Date(createdAt) }
        await tx.agentVersion.create({ data: { ...place, ...made } })
        return version
      })
    },
  }
}

export async function forgetTrials(database: Database, now: number): Promise<void> {
  await run(database, forgotten, [timestamp(now - trialLifeMs)])
}
