import type { NearPassage, PassageRef } from '@/lib/domain/knowledge'
import type { VectorQuestion, VectorStore } from '@/lib/domain/knowledge-store'
import type { Scope } from '@/lib/domain/scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { completeVectors } from '@/lib/store/postgres/vectors/complete-vectors'
import { isComparable } from '@/lib/store/postgres/vectors/is-comparable'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'

// Document by document, passage by passage: whatever PostgreSQL knows or believes of the table, it goes by the key.
// The product of two vectors of unit length is their cosine. Vectors of another length are not compared, which would be an
// error. Equals keep the order of the documents, as they do in `rankPassages`.
const nearest: Statement = {
  name: 'nearest-passages',
  text: `
WITH passages AS (
  SELECT d.created_at, d.id AS document_id, best.* FROM knowledge_documents d CROSS JOIN LATERAL (
    SELECT DISTINCT ON (v.position) v.position, v.sentence,
      CASE WHEN vector_dims(v.embedding) = vector_dims($4::vector) THEN -(v.embedding <#> $4::vector) ELSE 0 END AS cosine
    FROM knowledge_vectors v WHERE v.document_id = d.id AND v.tenant_id = d.tenant_id AND v.encoder = $3
    ORDER BY v.position, cosine DESC, v.sentence
  ) best
  WHERE d.base_id = $1 AND ($2::uuid IS NULL OR d.tenant_id = $2) AND d.encoder = $3
), ranked AS (
  SELECT document_id, position, sentence, cosine,
    row_number() OVER (ORDER BY cosine DESC, created_at, document_id, position) AS rank
  FROM passages WHERE cosine > 0
)
SELECT document_id AS "documentId", position, sentence, cosine, rank FROM ranked
WHERE rank <= $5 OR (document_id, position) IN (SELECT * FROM unnest($6::uuid[], $7::integer[]))
ORDER BY rank`,
}

const cosines: Statement = {
  name: 'cosines-of-passages',
  text: `
SELECT d.id AS "documentId", best.position, best.sentence, best.cosine
FROM unnest($5::uuid[], $6::integer[]) AS asked (document_id, position)
JOIN knowledge_documents d ON d.id = asked.document_id
CROSS JOIN LATERAL (
  SELECT v.position, v.sentence,
    CASE WHEN vector_dims(v.embedding) = vector_dims($4::vector) THEN -(v.embedding <#> $4::vector) ELSE 0 END AS cosine
  FROM knowledge_vectors v
  WHERE v.document_id = d.id AND v.tenant_id = d.tenant_id AND v.position = asked.position AND v.encoder = $3
  ORDER BY cosine DESC, v.sentence LIMIT 1
) best
WHERE d.base_id = $1 AND ($2::uuid IS NULL OR d.tenant_id = $2) AND d.encoder = $3 AND best.cosine > 0`,
}

/** Exact, by comparing all vectors of the base: what `rankPassages` adds up needs exact ones. */
export function vectorStore(database: Database, table: VectorTable): VectorStore {
  const place = (scope: Scope, { baseId, encoder, vector }: VectorQuestion) => [
    ...[uuidOrNone(baseId), tenantOf(scope), encoder],
    `[${vector.join(',')}]`,
  ]
  return {
    complete: (scope, baseId, encoder) => completeVectors(database, table, { scope, baseId, encoder }),
    async nearest(scope, question, { count, places }) {
      if (!isComparable(question.vector)) return []
      return run<NearPassage>(database, nearest, [...place(scope, question), count, ...arraysOf(places)])
    },
    async cosines(scope, question, places) {
      if (places.length === 0 || !isComparable(question.vector)) return []
      return run<NearPassage>(database, cosines, [...place(scope, question), ...arraysOf(places)])
    },
  }
}

/** As PostgreSQL writes arrays: of ids, and of positions. */
function arraysOf(places: readonly PassageRef[]): [string, string] {
  return [
    `{${places.map(({ documentId }) => uuidOrNone(documentId)).join(',')}}`,
    `{${places.map(({ position }) => position).join(',')}}`,
  ]
}
