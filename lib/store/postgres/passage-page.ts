import type { PassagePlace, StoredPassage } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'
import { unpackVectors } from '@/lib/store/vector-bytes'

/** A page is read without keeping the event loop for long: half a megabyte of vectors. */
const pageSize = 24

// A page's documents are looked at one by one, until it is full.
const page: Statement = {
  name: 'page-of-passages',
  text: `
SELECT d.id AS "documentId", d.title, p.position, p.page, p.heading, p.sentences, d.created_at AS "createdAt",
  CASE WHEN d.encoder = $3::text THEN p.vectors ELSE '' END AS vectors
FROM (
  SELECT * FROM knowledge_documents
  WHERE base_id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)
    AND ($4::timestamptz IS NULL OR (created_at, id) >= ($4, $5::uuid))
  ORDER BY created_at, id
) d CROSS JOIN LATERAL (
  SELECT * FROM knowledge_passages
  WHERE document_id = d.id AND tenant_id = d.tenant_id AND ($5::uuid IS NULL OR d.id <> $5 OR position > $6::integer)
  ORDER BY position LIMIT $7
) p
ORDER BY d.created_at, d.id, p.position LIMIT $7`,
}

type Row = Omit<StoredPassage, 'vectors'> & { createdAt: number; vectors: Uint8Array }

/** Passages of a base in the order of its documents, after a place or from the start. */
export async function passagePage(
  database: Database,
  scope: Scope,
  { baseId, encoder, after }: { baseId: string; encoder: string | null; after: PassagePlace | null },
): Promise<{ passages: StoredPassage[]; next: PassagePlace | null }> {
  const place = after && [timestamp(after.createdAt), after.documentId, after.position]
  const values = [uuidOrNone(baseId), tenantOf(scope), encoder, ...(place ?? [null, null, null]), pageSize]
  const rows = await run<Row>(database, page, values)
  const last = rows.length < pageSize ? undefined : rows.at(-1)
  return {
    passages: rows.map(({ createdAt: _, vectors, ...passage }) => ({ ...passage, vectors: unpackVectors(vectors) })),
    next: last ? { createdAt: last.createdAt, documentId: last.documentId, position: last.position } : null,
  }
}
