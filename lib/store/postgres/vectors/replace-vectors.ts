import type { IndexedPassage } from '@/lib/domain/knowledge'
import type { Prisma } from '@/lib/store/generated/client'
import { isComparable } from '@/lib/store/postgres/vectors/is-comparable'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { vectorArray } from '@/lib/store/postgres/vectors/vector-array'

type Owner = { documentId: string; tenantId: string; encoder: string }
type Passages = readonly Pick<IndexedPassage, 'position' | 'vectors'>[]

/** Sentences that are sent at once: half a megabyte of the embedded encoder's. */
const batch = 256

/** A document's vectors are these from now on, in the transaction that makes it found. */
export async function replaceVectors(
  tx: Prisma.TransactionClient,
  table: VectorTable,
  owner: Owner,
  passages: Passages,
): Promise<void> {
  const { documentId, tenantId } = owner
  await tx.$executeRaw`
    DELETE FROM knowledge_vectors WHERE document_id = ${documentId}::uuid AND tenant_id = ${tenantId}::uuid`
  await addVectors(tx, table, owner, passages)
}

export async function addVectors(
  tx: Prisma.TransactionClient,
  { typeId }: VectorTable,
  { documentId, tenantId, encoder }: Owner,
  passages: Passages,
): Promise<void> {
  const rows = passages.flatMap(({ position, vectors }) =>
    vectors.map((vector, sentence) => ({ position, sentence, vector })).filter(({ vector }) => isComparable(vector)),
  )
  for (let at = 0; at < rows.length; at += batch) {
    const some = rows.slice(at, at + batch)
    const vectors = vectorArray(
      typeId,
      some.map(({ vector }) => vector),
    )
    await tx.$executeRaw`
      INSERT INTO knowledge_vectors (document_id, tenant_id, position, sentence, encoder, embedding)
      SELECT ${documentId}::uuid, ${tenantId}::uuid, position, sentence, ${encoder}, embedding
      FROM unnest(${some.map(({ position }) => position)}::integer[], ${some.map(({ sentence }) => sentence)}::integer[],
        ${vectors}::vector[]) AS added (position, sentence, embedding)`
  }
}
