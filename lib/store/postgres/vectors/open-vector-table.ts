import type pg from 'pg'
import type { Log } from '@/lib/domain/log'

/** pgvector's table is there. `typeId`: the number by which this database knows the type `vector`. */
export type VectorTable = { typeId: number }

// Outside Prisma's migrations, which every database has to run. A vector up to about 2,000 numbers stays in its row, where a
// comparison of all of them reads it fastest.
const make = `
SELECT pg_advisory_xact_lock(hashtext('parley vectors'));
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE IF NOT EXISTS knowledge_vectors (
  document_id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  position integer NOT NULL,
  sentence integer NOT NULL,
  encoder text NOT NULL,
  embedding vector NOT NULL,
  PRIMARY KEY (document_id, tenant_id, position, sentence),
  FOREIGN KEY (document_id, tenant_id) REFERENCES knowledge_documents (id, tenant_id) ON DELETE CASCADE
) WITH (toast_tuple_target = 8160)`

/**
 * Makes sure of pgvector and its table on a migrated database. Null where the server has no pgvector, or we may not use it:
 * the log says once why not.
 */
export async function openVectorTable(pool: pg.Pool, log: Log): Promise<VectorTable | null> {
  const available = await pool.query("SELECT FROM pg_available_extensions WHERE name = 'vector'")
  if (available.rows.length === 0) return null
  try {
    await pool.query(make)
    // Gone where the extension was dropped meanwhile: the table stays then, without its vectors.
    await pool.query('SELECT embedding FROM knowledge_vectors LIMIT 0')
    const { rows } = await pool.query<VectorTable>(`SELECT 'vector'::regtype::oid::integer AS "typeId"`)
    return rows[0] ?? null
  } catch (error) {
    log.warn('pgvector cannot be used; vectors are compared by the server instead', { error: String(error) })
    return null
  }
}
