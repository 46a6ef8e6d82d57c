// A tenant as it is after two months: an agent of 200 nodes, 10,000 conversations and 100,000 messages, written by SQL.
import type pg from 'pg'
import { tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { makePartitions } from '@/lib/store/postgres/make-partitions'

const days = 60
export const conversations = 10_000
/** With a message of the visitor's and an answer each. */
export const turnsEach = 5
export const nodes = 200

const ids = ['0a6b3c58-4f5e-4d7b-9a51-0d9e7a3c1f20', '1a6b3c58-4f5e-4d7b-9a51-0d9e7a3c1f20'] as const
export const agentId = ids[0]

export async function seedConsole(pool: pg.Pool, store: Store, tenantId: string): Promise<void> {
  const now = Date.now()
  for (const [at, id] of ids.entries())
    await store.agents.addVersion(tenant(tenantId), {
      ...{ tenantId, agentId: id, slug: `bench-${at}`, kind: 'workflow', name: `Reception ${at}`, notes: null },
      ...{ document: JSON.stringify(bigAgent(id, at === 0 ? nodes : 5)), createdBy: 'bench' },
      ...{ createdAt: now - days * 86_400_000, activate: true },
    })
  await makePartitions(pool, now - days * 86_400_000, 3)
  const [first = '', ...others] = statements
  await pool.query(first, [tenantId, [...ids]])
  for (const text of others) await pool.query(text)
  await pool.query('VACUUM ANALYZE')
}

/** A corridor of rooms, each with a wish that leads further and one that leads out. */
function bigAgent(id: string, count: number) {
  const name = (at: number) => `node_${at}`
  const rooms = Array.from({ length: count - 1 }, (_, at) => ({
    ...{ id: name(at), name: `Step ${at}`, type: 'standard', static_text: `This is step ${at}. What next?` },
    transitions: [
      { condition: 'contains:goodbye', target: name(count - 1) },
      { condition: 'user_responded', target: name(Math.min(at + 1, count - 1)) },
    ],
  }))
  const end = { id: name(count - 1), name: 'Goodbye', type: 'end_call' }
  return { agent: { id, name: 'Reception' }, workflow: { initial_node: name(0), nodes: [...rooms, end] } }
}

const words = `ARRAY['appointment','knee','doctor','tomorrow','morning','insurance','please','could','help','report','pain',
  'shoulder','scan','results','cancel','move','friday','address','parking','thank','when','where','which','because']`

const sentence = `(SELECT string_agg((${words})[1 + floor(random() * 24)::int], ' ') FROM generate_series(1, 14) WHERE n = n)`

// What a turn of a real conversation leaves in the log, in size and shape.
const events = `jsonb_build_array(
  jsonb_build_object('at', 0, 'type', 'turn-start', 'turnId', gen_random_uuid(), 'number', k, 'attempt', 1, 'kind', 'input',
    'messageId', gen_random_uuid(), 'text', NULL, 'nodeId', 'node_' || k, 'nodeName', 'Step ' || k, 'inputNumber', k),
  jsonb_build_object('at', 0, 'type', 'transitions-weighed', 'nodeId', 'node_' || k, 'weighed',
    (SELECT jsonb_agg(jsonb_build_object('target', 'node_' || w, 'condition', 'contains:goodbye', 'priority', 0, 'outcome',
      'false', 'evidence', 'the message does not contain it', 'score', NULL)) FROM generate_series(1, 6) AS w)),
  jsonb_build_object('at', 0, 'type', 'model-call', 'call', jsonb_build_object('id', gen_random_uuid(), 'purpose', 'reply',
    'provider', 'openai', 'model', 'small', 'inputTokens', 812, 'outputTokens', 64, 'ms', 700)),
  jsonb_build_object('at', 0, 'type', 'turn-end', 'stopped', false))`

const statements = [
  `CREATE TABLE made AS
   SELECT n, gen_random_uuid() AS id, ($2::uuid[])[CASE WHEN n % 5 = 0 THEN 2 ELSE 1 END] AS agent_id,
     CASE WHEN n % 5 = 0 THEN 5 ELSE ${nodes} END AS nodes,
     now() - random() * interval '${days} days' AS at,
     (ARRAY['completed', 'completed', 'completed', 'abandoned', 'active', 'error'])[1 + n % 6] AS status,
     floor(power(random(), 2) * 190)::int AS node, $1::uuid AS tenant_id
   FROM generate_series(1, ${conversations}) AS n`,
  `INSERT INTO text_conversations (id, session_id, title, created_at, started_at, updated_at, ended_at, tenant_id, dialect,
     access, agent_config_id, agent_name, agent_version, is_active_version, initial_workflow, initial_node_id,
     final_node_id, metadata, status, collected_data, state, state_version, total_turns, total_messages,
     total_transitions, last_sequence, history_limit, fence)
   SELECT id, id::text, 'Conversation about ' || (${words})[1 + n % 24], at, at, at + interval '6 minutes',
     CASE WHEN status <> 'active' THEN at + interval '6 minutes' END, tenant_id,
     (ARRAY['sessions', 'native', 'threads', 'chats', 'forms'])[1 + n % 5], 'visitor:' || id, agent_id, 'Reception', 1, true,
     agent_id || '@1', 'node_0', CASE WHEN status <> 'active' THEN 'node_' || node % nodes END,
     jsonb_build_object('page', 'https://clinic.example/' || n), status,
     jsonb_build_object('city', (ARRAY['Bern', 'Basel', 'Chur'])[1 + n % 3], 'email', 'person' || n || '@example.org'),
     jsonb_build_object('nodeId', 'node_' || node % nodes, 'status', status, 'workflow', agent_id || '@1',
       'variables', jsonb_build_object('city', 'Bern', 'notes', repeat('what was said before ', 40))),
     1, ${turnsEach}, ${turnsEach * 2}, 3, ${turnsEach * 2}, 100, ${turnsEach}
   FROM made`,
  `CREATE TABLE made_turns AS
   SELECT made.*, k, gen_random_uuid() AS turn_id, gen_random_uuid() AS message_id, at + k * interval '1 minute' AS began,
     random() AS chance
   FROM made, generate_series(1, ${turnsEach}) AS k`,
  `INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, events, message_id, message_sequence,
     first_sequence, last_sequence, started_at, ended_at)
   SELECT turn_id, tenant_id, id, k, 1, CASE WHEN k = 1 THEN 'opening' ELSE 'input' END, 'done', ${events}, message_id,
     k * 2 - 1, k * 2, k * 2, began, began + (200 + chance * 2000) * interval '1 millisecond'
   FROM made_turns`,
  `INSERT INTO text_conversation_messages (id, tenant_id, conversation_id, turn_id, role, content, node_id,
     sequence_number, latency_ms, feedback, created_at)
   SELECT CASE WHEN r = 1 THEN message_id ELSE gen_random_uuid() END, tenant_id, id, turn_id,
     (ARRAY['user', 'assistant'])[r], ${sentence}, 'node_' || k, k * 2 - 2 + r, 700,
     CASE WHEN r = 2 AND chance < 0.04 THEN CASE WHEN n % 3 = 0 THEN -1 ELSE 1 END END, began + r * interval '1 second'
   FROM made_turns, generate_series(1, 2) AS r`,
  `INSERT INTO text_conversation_transitions (id, tenant_id, conversation_id, turn_id, from_node_id, to_node_id, trigger,
     sequence_number, created_at)
   SELECT gen_random_uuid(), tenant_id, id, turn_id, 'node_' || (node + k) % nodes, 'node_' || (node + k + 1) % nodes,
     'user_responded', k, began
   FROM made_turns WHERE k > 1`,
  `INSERT INTO text_conversation_variables (id, tenant_id, conversation_id, turn_id, variable_name, variable_value,
     extraction_method, confidence, node_id, created_at)
   SELECT gen_random_uuid(), tenant_id, id, turn_id, 'city', '"Bern"', 'pattern', 0.9, 'node_1', began
   FROM made_turns WHERE k IN (2, 3)`,
  `INSERT INTO model_calls (turn_id, tenant_id, position, call_id, purpose, provider, model, input_tokens, output_tokens,
     first_token_ms, ms, cost, retries, created_at)
   SELECT turn_id, tenant_id, p, turn_id::text || p, CASE WHEN p = 1 THEN 'understand' ELSE 'reply' END, 'openai',
     (ARRAY['small', 'large'])[1 + n % 2], 812, 64, CASE WHEN p = 2 THEN 100 + chance * 900 END, 700, 0.0007, 0, began
   FROM made_turns, generate_series(1, 2) AS p`,
  `INSERT INTO conversation_analyses (conversation_id, tenant_id, workflow, state, result, queued_at, analyzed_at)
   SELECT id, tenant_id, agent_id || '@1', 'done', jsonb_build_object('sentiment',
     (ARRAY['positive', 'neutral', 'negative', 'mixed'])[1 + n % 4], 'callSuccessful', n % 3 > 0, 'keywordsDetected',
     jsonb_build_array('knee', 'scan'), 'answers', '{}'::jsonb, 'missing', '{}'::jsonb), at, at
   FROM made WHERE status = 'completed'`,
  `INSERT INTO deliveries (id, tenant_id, conversation_id, kind, event, url, body, status, attempts, last_status, created_at)
   SELECT gen_random_uuid(), tenant_id, id, 'webhook', 'call_ended', 'https://hooks.example.org/calls', repeat('x', 2000),
     CASE WHEN n % 50 = 0 THEN 'dead' ELSE 'delivered' END, 1, 200, at
   FROM made WHERE status <> 'active'`,
  'DROP TABLE made, made_turns',
]
