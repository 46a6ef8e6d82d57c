/** The visitor's message and the turn that begins: $1 conversation, $2 turn, $3 message. */
export const floorHear = {
  name: 'floor-hear',
  text: `
WITH c AS (
  SELECT id, tenant_id, total_turns, last_sequence FROM text_conversations WHERE id = $1
), said AS (
  INSERT INTO text_conversation_messages
    (id, tenant_id, conversation_id, turn_id, role, content, node_id, sequence_number, created_at)
  SELECT $3, c.tenant_id, c.id, $2, 'user', $4, 'listen', c.last_sequence + 1, $5 FROM c
)
INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, started_at, message_id,
  message_sequence, idempotency_key, request_hash)
SELECT $2, c.tenant_id, c.id, c.total_turns + 1, 1, 'input', 'running', $5, $3, c.last_sequence + 1, $6, $7 FROM c
RETURNING number`,
}

/** The answer, the model call, the turn done with its events, the conversation: $3 message. */
export const floorAnswer = {
  name: 'floor-answer',
  text: `
WITH c AS (
  UPDATE text_conversations SET state = $6, wake_at = $8, updated_at = $5, total_turns = total_turns + 1,
    total_messages = total_messages + 2, last_sequence = last_sequence + 2
  WHERE id = $1 RETURNING id, tenant_id, last_sequence
), done AS (
  UPDATE turns t SET status = 'done', events = $7, ended_at = $5, first_sequence = c.last_sequence,
    last_sequence = c.last_sequence
  FROM c WHERE t.id = $2
), said AS (
  INSERT INTO text_conversation_messages
    (id, tenant_id, conversation_id, turn_id, role, content, node_id, sequence_number, latency_ms, created_at)
  SELECT $3, c.tenant_id, c.id, $2, 'assistant', $4, 'listen', c.last_sequence, 0, $5 FROM c
)
INSERT INTO model_calls (turn_id, tenant_id, position, call_id, purpose, provider, model, input_tokens, output_tokens,
  first_token_ms, ms, retries, created_at)
SELECT $2, c.tenant_id, 1, $3, 'reply', 'scripted', 'scripted', 200, 30, 0, 0, 0, $5 FROM c`,
}
