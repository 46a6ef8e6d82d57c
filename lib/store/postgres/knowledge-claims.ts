import type { ClaimedDocument, DocumentClaim, IndexedPassage } from '@/lib/domain/knowledge'
import type { KnowledgeStore, Scope } from '@/lib/domain/store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { packVectors } from '@/lib/store/vector-bytes'

const claim: Statement = {
  name: 'claim-document',
  text: `
WITH next AS (
  SELECT id, tenant_id FROM knowledge_documents
  WHERE state IN ('queued', 'parsing', 'indexing') AND (held_until IS NULL OR held_until <= $1)
    AND ($2::uuid IS NULL OR tenant_id = $2)
  ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE knowledge_documents d
SET state = 'parsing', attempt = attempt + 1, held_until = $3, done = 0, total = 0, updated_at = $1
FROM next WHERE d.id = next.id AND d.tenant_id = next.tenant_id
RETURNING d.id AS "documentId", attempt, d.tenant_id AS "tenantId", file_name AS "fileName", format, original`,
}

const progress: Statement = {
  name: 'note-document-progress',
  text: `
UPDATE knowledge_documents
SET state = 'indexing', done = $4, total = $5, pages = $6, updated_at = $7, held_until = $8
WHERE id = $1 AND attempt = $2 AND ($3::uuid IS NULL OR tenant_id = $3) AND state IN ('parsing', 'indexing')
RETURNING id`,
}

const fail: Statement = {
  name: 'fail-document',
  text: `
UPDATE knowledge_documents SET state = 'failed', failure = $4, held_until = NULL, updated_at = $5
WHERE id = $1 AND attempt = $2 AND ($3::uuid IS NULL OR tenant_id = $3) AND state IN ('parsing', 'indexing')
RETURNING id`,
}

/** What the process that reads a document does with it; `attempt` fences off one that has lost it. */
export function knowledgeClaims(
  database: Database,
): Pick<KnowledgeStore, 'claimDocument' | 'noteProgress' | 'finishDocument' | 'failDocument'> {
  const place = (scope: Scope, { documentId, attempt }: DocumentClaim) => [
    uuidOrNone(documentId),
    attempt,
    tenantOf(scope),
  ]
  return {
    async claimDocument(scope, now, holdMs) {
      const values = [timestamp(now), tenantOf(scope), timestamp(now + holdMs)]
      const [row] = await run<ClaimedDocument>(database, claim, values)
      return row ?? null
    },
    async noteProgress(scope, document, { done, total, pages, now, holdMs }) {
      const values = [...place(scope, document), done, total, pages, timestamp(now), timestamp(now + holdMs)]
      return (await run(database, progress, values)).length > 0
    },
    async finishDocument(scope, document, passages, at) {
      return finish(database, scope, document, passages, at)
    },
    async failDocument(scope, document, failure, at) {
      const values = [...place(scope, document), plainText(failure), timestamp(at)]
      return (await run(database, fail, values)).length > 0
    },
  }
}

/** One transaction: found from one moment on, whole. */
function finish(
  { prisma }: Database,
  scope: Scope,
  { documentId, attempt }: DocumentClaim,
  passages: readonly IndexedPassage[],
  at: number,
): Promise<boolean> {
  const tenantId = tenantOf(scope)
  return prisma.$transaction(
    async (tx) => {
      const where = {
        ...{ id: uuidOrNone(documentId), attempt, state: { in: ['parsing', 'indexing'] } },
        ...(tenantId !== null && { tenantId }),
      }
      const ready = { state: 'ready', failure: null, heldUntil: null, updatedAt: new Date(at) }
      const [row] = await tx.knowledgeDocument.updateManyAndReturn({
        where,
        data: ready,
        select: { tenantId: true, baseId: true },
      })
      if (!row) return false
      await tx.knowledgePassage.createMany({
        data: passages.map(({ position, page, heading, sentences, vectors }) => ({
          ...{ documentId, tenantId: row.tenantId, position, page },
          heading: heading === null ? null : plainText(heading),
          sentences: sentences.map(plainText),
          vectors: packVectors(vectors),
        })),
      })
      await tx.knowledgeBase.update({
        where: { id_tenantId: { id: row.baseId, tenantId: row.tenantId } },
        data: { revision: { increment: 1 } },
      })
      return true
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}
