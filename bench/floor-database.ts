import type pg from 'pg'
import { makePartitions } from '@/lib/store/postgres/make-partitions'
import { migrate } from '@/lib/store/postgres/migrate'

const plainTables = `
DO $$ DECLARE key record; BEGIN
  FOR key IN SELECT conrelid::regclass AS owner, conname AS name FROM pg_constraint
    WHERE contype = 'f' AND conparentid = 0 LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', key.owner, key.name);
  END LOOP;
END $$`

const conversation = `
INSERT INTO text_conversations (id, tenant_id, dialect, session_id, access, agent_config_id, agent_name, agent_version,
  is_active_version, initial_workflow, initial_node_id, metadata, status, collected_data, state, state_version,
  total_turns, total_messages, total_transitions, last_sequence, history_limit, fence, created_at, started_at, updated_at)
SELECT gen_random_uuid(), gen_random_uuid(), 'floor', gen_random_uuid(), 'tenant', gen_random_uuid(), 'Floor', 1,
  true, 'floor', 'listen', '{}', 'active', '{}', '{}', 1, 0, 0, 0, 0, 10, 0, now(), now(), now()
FROM generate_series(1, $1) RETURNING id`

/** The same columns, indexes and partitions as the server's tables, without foreign keys; ids of new conversations. */
export async function prepareFloor(pool: pg.Pool, conversations: number): Promise<string[]> {
  await migrate(pool)
  await makePartitions(pool, Date.now(), 1)
  await pool.query(plainTables)
  const { rows } = await pool.query<{ id: string }>(conversation, [conversations])
  return rows.map(({ id }) => id)
}
