import type { AgentDraft, DraftStore, StaleDraft } from '@/lib/domain/draft-store'
import { AppError } from '@/lib/domain/errors'
import type { AgentDraft as Row } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { addVersion } from '@/lib/store/postgres/add-version'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { isForeignKeyViolation, isUniqueViolation } from '@/lib/store/postgres/unique-violation'

// Nothing comes back where the draft is at another revision than the one that was changed, $4.
const saving: Statement = {
  name: 'save-draft',
  text: `
INSERT INTO agent_drafts AS d (agent_id, tenant_id, document, revision, based_on, updated_by, updated_at)
SELECT a.id, a.tenant_id, $3::text, 1, $5::int, $6::text, $7::timestamptz FROM agents a
WHERE a.id = $1 AND a.tenant_id = $2
  AND ($4::int = 0 OR EXISTS (SELECT FROM agent_drafts WHERE agent_id = a.id AND tenant_id = a.tenant_id))
ON CONFLICT (agent_id, tenant_id) DO UPDATE
SET document = excluded.document, revision = d.revision + 1, based_on = excluded.based_on,
  updated_by = excluded.updated_by, updated_at = excluded.updated_at
WHERE $4 = CASE WHEN d.document IS NULL THEN 0 ELSE d.revision END
RETURNING d.revision`,
}

export function drafts(database: Database): DraftStore {
  const { prisma } = database
  const placeOf = (tenantId: string, agentId: string) => ({
    agentId: uuidOrNone(agentId),
    tenantId: uuidOrNone(tenantId),
  })
  const requireAgent = async (tenantId: string, agentId: string) => {
    const place = { id: uuidOrNone(agentId), tenantId }
    if (!(await prisma.agent.findUnique({ where: { id_tenantId: place }, select: { id: true } })))
      throw new AppError('NOT_FOUND', 'Agent not found')
  }
  const staleBy = async (tenantId: string, agentId: string): Promise<StaleDraft> =>
    stale(await prisma.agentDraft.findUnique({ where: { agentId_tenantId: placeOf(tenantId, agentId) } }))

  return {
    async getDraft(scope, tenantId, agentId) {
      if (!inScope(scope, tenantId)) return null
      const row = await prisma.agentDraft.findUnique({ where: { agentId_tenantId: placeOf(tenantId, agentId) } })
      return row && draftOf(row)
    },

    async listDrafts(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const rows = await prisma.agentDraft.findMany({
        where: { tenantId: uuidOrNone(tenantId), document: { not: null } },
        omit: { document: true },
      })
      return rows.map(({ tenantId: _, ...row }) => ({ ...row, updatedAt: row.updatedAt.getTime() }))
    },

    async saveDraft(scope, { tenantId, agentId, document, revision, basedOn, updatedBy, updatedAt }) {
      requireScope(scope, tenantId)
      await requireAgent(tenantId, agentId)
      const [row] = await run<{ revision: number }>(database, saving, [
        ...[uuidOrNone(agentId), tenantId, plainText(document), revision, basedOn],
        ...[updatedBy, timestamp(updatedAt)],
      ])
      return row ? { outcome: 'saved', revision: row.revision } : staleBy(tenantId, agentId)
    },

    async discardDraft(scope, { tenantId, agentId, by, at }) {
      if (!inScope(scope, tenantId)) return false
      const data = { document: null, updatedBy: by, updatedAt: new Date(at) }
      const where = { ...placeOf(tenantId, agentId), document: { not: null } }
      return (await prisma.agentDraft.updateMany({ where, data })).count > 0
    },

    async publishDraft(scope, { tenantId, agentId, revision, by, at, ...version }) {
      requireScope(scope, tenantId)
      await requireAgent(tenantId, agentId)
      const place = placeOf(tenantId, agentId)
      const published = prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM agent_drafts
          WHERE agent_id = ${place.agentId}::uuid AND tenant_id = ${place.tenantId}::uuid FOR UPDATE`
        const row = await tx.agentDraft.findUnique({ where: { agentId_tenantId: place } })
        if (row === null || row.document === null || row.revision !== revision) return stale(row)
        const { document } = row
        const added = await addVersion(tx, {
          ...{ ...version, tenantId, agentId, document },
          ...{ createdBy: by, createdAt: at, activate: true },
        })
        const data = { document: null, updatedBy: by, updatedAt: new Date(at) }
        await tx.agentDraft.update({ where: { agentId_tenantId: place }, data })
        return { outcome: 'published' as const, version: added.version, previousActive: added.previousActive }
      })
      return published.catch((cause: unknown) => {
        if (!isUniqueViolation(cause)) throw cause
        throw new AppError('CONFLICT', `Another agent is already called ${version.slug}`, { cause })
      })
    },

    async noteEditor(scope, { tenantId, agentId, editor, at }) {
      requireScope(scope, tenantId)
      const place = { ...placeOf(tenantId, agentId), editor }
      const seenAt = new Date(at)
      const where = { agentId_tenantId_editor: place }
      await prisma.agentEditor
        .upsert({ where, create: { ...place, seenAt }, update: { seenAt } })
        .catch((cause: unknown) => {
          if (!isForeignKeyViolation(cause)) throw cause
          throw new AppError('NOT_FOUND', 'Agent not found', { cause })
        })
    },

    async listEditors(scope, tenantId, agentId, since) {
      if (!inScope(scope, tenantId)) return []
      const rows = await prisma.agentEditor.findMany({
        where: { ...placeOf(tenantId, agentId), seenAt: { gte: new Date(since) } },
        orderBy: { editor: 'asc' },
      })
      return rows.map(({ editor, seenAt }) => ({ editor, at: seenAt.getTime() }))
    },
  }
}

function draftOf({ agentId, document, revision, basedOn, updatedBy, updatedAt }: Row): AgentDraft | null {
  return document === null ? null : { agentId, document, revision, basedOn, updatedBy, updatedAt: updatedAt.getTime() }
}

function stale(row: Row | null): StaleDraft {
  return {
    outcome: 'stale',
    revision: row === null || row.document === null ? 0 : row.revision,
    updatedBy: row?.updatedBy ?? null,
    updatedAt: row?.updatedAt.getTime() ?? null,
  }
}
