import type { ClaimedDocument, DocumentClaim, IndexedPassage } from '@/lib/domain/knowledge'
import type { KnowledgeStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { replaceVectors } from '@/lib/store/postgres/vectors/replace-vectors'
import { packVectors } from '@/lib/store/vector-bytes'

const claim: Statement = {
  name: 'claim-document',
  text: `
WITH next AS (
  SELECT id, tenant_id FROM knowledge_documents
  WHERE state IN ('queued', 'parsing', 'indexing') AND (held_until IS NULL OR held_until <= $1)
    AND ($2::uuid IS NULL OR tenant_id = $2) AND (encoder IS NULL OR encoder = $4)
  ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE knowledge_documents d
SET state = 'parsing', attempt = attempt + 1, held_until = $3, done = 0, total = 0, updated_at = $1, encoder = $4
FROM next WHERE d.id = next.id AND d.tenant_id = next.tenant_id
RETURNING d.id AS "documentId", attempt, encoder, d.tenant_id AS "tenantId", file_name AS "fileName", format, original`,
}

const progress: Statement = {
  name: 'note-document-progress',
  text: `
UPDATE knowledge_documents
SET state = 'indexing', done = $4, total = $5, pages = $6, updated_at = $7, held_until = $8
WHERE id = $1 AND attempt = $2 AND ($3::uuid IS NULL OR tenant_id = $3) AND state IN ('parsing', 'indexing') AND encoder = $9
RETURNING id`,
}

const fail: Statement = {
  name: 'fail-document',
  text: `
UPDATE knowledge_documents SET state = 'failed', failure = $4, held_until = NULL, updated_at = $5
WHERE id = $1 AND attempt = $2 AND ($3::uuid IS NULL OR tenant_id = $3) AND state IN ('parsing', 'indexing') AND encoder = $6
RETURNING id`,
}

// The vectors go, so that a document's are always those of its encoder.
const queueOthers: Statement = {
  name: 'queue-documents-for-encoder',
  text: `
WITH others AS (
  UPDATE knowledge_documents
  SET state = 'queued', encoder = $1, attempt = CASE state WHEN 'ready' THEN 0 ELSE attempt END, held_until = NULL, done = 0, total = 0, updated_at = $2
  WHERE encoder <> $1 AND state <> 'failed' AND ($3::uuid IS NULL OR tenant_id = $3)
  RETURNING id, tenant_id, base_id
), emptied AS (
  UPDATE knowledge_passages p SET vectors = '' FROM others WHERE p.document_id = others.id AND p.tenant_id = others.tenant_id
), changed AS (
  UPDATE knowledge_bases SET revision = revision + 1
  WHERE (id, tenant_id) IN (SELECT base_id, tenant_id FROM others)
)
SELECT id FROM others`,
}

/** What the process that reads a document does with it; `attempt` fences off one that has lost it. */
export function knowledgeClaims(
  database: Database,
  vectorTable: VectorTable | null,
): Pick<KnowledgeStore, 'claimDocument' | 'queueForEncoder' | 'noteProgress' | 'finishDocument' | 'failDocument'> {
  const place = (scope: Scope, { documentId, attempt }: DocumentClaim) => [
    uuidOrNone(documentId),
    attempt,
    tenantOf(scope),
  ]
  return {
    async claimDocument(scope, encoder, now, holdMs) {
      const values = [timestamp(now), tenantOf(scope), timestamp(now + holdMs), encoder]
      const [row] = await run<ClaimedDocument>(database, claim, values)
      return row ?? null
    },
    async queueForEncoder(scope, encoder, now) {
      return (await run(database, queueOthers, [encoder, timestamp(now), tenantOf(scope)])).length
    },
    async noteProgress(scope, document, { done, total, pages, now, holdMs }) {
      const step = [done, total, pages, timestamp(now), timestamp(now + holdMs)]
      const values = [...place(scope, document), ...step, document.encoder]
      return (await run(database, progress, values)).length > 0
    },
    async finishDocument(scope, document, passages, at) {
      return finish(database, vectorTable, { scope, document, passages, at })
    },
    async failDocument(scope, document, failure, at) {
      const values = [...place(scope, document), plainText(failure), timestamp(at), document.encoder]
      return (await run(database, fail, values)).length > 0
    },
  }
}

type Finished = { scope: Scope; document: DocumentClaim; passages: readonly IndexedPassage[]; at: number }

/** One transaction: found from one moment on, whole. */
function finish(
  { prisma }: Database,
  vectorTable: VectorTable | null,
  { scope, document, passages, at }: Finished,
): Promise<boolean> {
  const { documentId, attempt, encoder } = document
  const tenantId = tenantOf(scope)
  return prisma.$transaction(
    async (tx) => {
      const where = {
        ...{ id: uuidOrNone(documentId), attempt, encoder, state: { in: ['parsing', 'indexing'] } },
        ...(tenantId !== null && { tenantId }),
      }
      const ready = { state: 'ready', failure: null, heldUntil: null, updatedAt: new Date(at) }
      const [row] = await tx.knowledgeDocument.updateManyAndReturn({
        where,
        data: ready,
        select: { tenantId: true, baseId: true },
      })
      if (!row) return false
      // Those it was found by while another encoder's vectors were made anew.
      await tx.knowledgePassage.deleteMany({ where: { documentId, tenantId: row.tenantId } })
      await tx.knowledgePassage.createMany({
        data: passages.map(({ position, page, heading, sentences, vectors }) => ({
          ...{ documentId, tenantId: row.tenantId, position, page },
          heading: heading === null ? null : plainText(heading),
          sentences: sentences.map(plainText),
          vectors: packVectors(vectors),
        })),
      })
      if (vectorTable) await replaceVectors(tx, vectorTable, { documentId, tenantId: row.tenantId, encoder }, passages)
      await tx.knowledgeBase.update({
        where: { id_tenantId: { id: row.baseId, tenantId: row.tenantId } },
        data: { revision: { increment: 1 } },
      })
      return true
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}
