import type { Scope } from '@/lib/domain/scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { addVectors, replaceVectors } from '@/lib/store/postgres/vectors/replace-vectors'
import { splitVectors } from '@/lib/store/vector-bytes'

type Wanted = { scope: Scope; baseId: string | null; encoder: string }
type Lacking = { documentId: string; tenantId: string }

const lacking: Statement = {
  name: 'documents-without-vectors',
  text: `
SELECT d.id AS "documentId", d.tenant_id AS "tenantId" FROM knowledge_documents d
WHERE ($1::uuid IS NULL OR d.base_id = $1) AND ($2::uuid IS NULL OR d.tenant_id = $2) AND d.encoder = $3
  AND NOT EXISTS (
    SELECT FROM knowledge_vectors v WHERE v.document_id = d.id AND v.tenant_id = d.tenant_id AND v.encoder = $3)
  AND EXISTS (
    SELECT FROM knowledge_passages p WHERE p.document_id = d.id AND p.tenant_id = d.tenant_id AND p.vectors <> '')
ORDER BY d.created_at, d.id`,
}

const pageSize = 24

/** Copies vectors of documents that were finished without pgvector, each document whole. */
export async function completeVectors(
  database: Database,
  table: VectorTable,
  { scope, baseId, encoder }: Wanted,
): Promise<void> {
  const values = [baseId === null ? null : uuidOrNone(baseId), tenantOf(scope), encoder]
  for (const document of await run<Lacking>(database, lacking, values)) await copy(database, table, document, encoder)
}

function copy(
  { prisma }: Database,
  table: VectorTable,
  { documentId, tenantId }: Lacking,
  encoder: string,
): Promise<void> {
  const owner = { documentId, tenantId, encoder }
  return prisma.$transaction(
    async (tx) => {
      // Locked, so that it is neither deleted nor read again meanwhile, and copied by one process at a time.
      const rows = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM knowledge_documents
        WHERE id = ${documentId}::uuid AND tenant_id = ${tenantId}::uuid AND encoder = ${encoder} FOR UPDATE`
      if (rows.length === 0) return
      await replaceVectors(tx, table, owner, [])
      for (let skip = 0; ; skip += pageSize) {
        const passages = await tx.knowledgePassage.findMany({
          where: { documentId, tenantId },
          select: { position: true, sentences: true, vectors: true },
          orderBy: { position: 'asc' },
          ...{ skip, take: pageSize },
        })
        const split = passages.map(({ position, sentences, vectors }) => ({
          position,
          vectors: splitVectors(vectors, sentences.length),
        }))
        await addVectors(tx, table, owner, split)
        if (passages.length < pageSize) return
      }
    },
    { timeout: 600_000, maxWait: 30_000 },
  )
}
