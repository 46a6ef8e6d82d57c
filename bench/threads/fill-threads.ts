import type pg from 'pg'

/** So many threads more, each like the first one, a second apart and older than it. */
export async function fillThreads(pool: pg.Pool, threads: number): Promise<void> {
  await pool.query(copies, [threads])
  await pool.query('VACUUM ANALYZE text_conversations')
}

const copies = `
INSERT INTO text_conversations (id, session_id, title, created_at, started_at, updated_at,
  tenant_id, dialect, access, agent_config_id, agent_name, agent_version, is_active_version, initial_workflow,
  initial_node_id, final_node_id, metadata, status, collected_data, state, state_version, total_turns, total_messages,
  total_transitions, last_sequence, history_limit, fence)
SELECT made.id, made.id::text, 'Thread ' || n, at, at, at,
  tenant_id, dialect, access, agent_config_id, agent_name, agent_version, is_active_version, initial_workflow,
  initial_node_id, final_node_id, metadata, status, collected_data, state, state_version, total_turns, total_messages,
  total_transitions, last_sequence, history_limit, fence
FROM (SELECT * FROM text_conversations WHERE dialect = 'threads' ORDER BY created_at LIMIT 1) AS first
CROSS JOIN LATERAL (
  SELECT n, gen_random_uuid() AS id, first.created_at - n * interval '1 second' AS at
  FROM generate_series(1, $1::integer) AS n) AS made`
