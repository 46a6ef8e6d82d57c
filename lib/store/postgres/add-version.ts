import type { AgentStore } from '@/lib/domain/agent-store'
import type { Prisma } from '@/lib/store/generated/client'

type NewVersion = Parameters<AgentStore['addVersion']>[1]

/** Makes the next version in the caller's transaction. */
export async function addVersion(
  tx: Prisma.TransactionClient,
  added: NewVersion,
): Promise<{ version: number; previousActive: number | null; created: boolean }> {
  const { tenantId, agentId: id, slug, kind, name, document, notes, createdBy, activate } = added
  const createdAt = new Date(added.createdAt)
  // The upsert locks the agent's row, so that two imports at once make two versions.
  const agent = await tx.agent.upsert({
    where: { id_tenantId: { id, tenantId } },
    create: { id, tenantId, slug, kind, name, createdAt, updatedAt: createdAt },
    update: { updatedAt: createdAt, ...(slug === null ? {} : { slug }) },
  })
  const { _max } = await tx.agentVersion.aggregate({
    where: { agentId: id, tenantId, version: { gt: 0 } },
    _max: { version: true },
  })
  const version = (_max.version ?? 0) + 1
  await tx.agentVersion.create({
    data: { agentId: id, tenantId, version, kind, name, document, notes, createdBy, createdAt },
  })
  if (activate)
    await tx.agent.update({
      where: { id_tenantId: { id, tenantId } },
      data: { activeVersion: version, name, kind },
    })
  return { version, previousActive: agent.activeVersion, created: version === 1 }
}
