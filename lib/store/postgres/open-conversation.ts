import type { ConversationStore } from '@/lib/domain/conversation-store'
import { requireScope } from '@/lib/store/in-scope'
import { openingNumber } from '@/lib/store/opening-number'
import { type Database, run, violates } from '@/lib/store/postgres/database'
import { jsonText, plainText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, timestamp } from '@/lib/store/postgres/parameters'
import { resultValues } from '@/lib/store/postgres/turn-result'
import { rowsOf, statementWithRows } from '@/lib/store/postgres/turn-rows'

const statement = statementWithRows({
  name: 'open-conversation',
  text: `
WITH written AS (
  INSERT INTO text_conversations AS c (id, tenant_id, dialect, session_id, access, is_active_version, initial_workflow,
    initial_node_id, metadata, title, created_at, started_at, state, state_version, collected_data, wake_at,
    history_limit, agent_config_id, agent_name, agent_version, updated_at, status, ended_at, final_node_id, total_turns,
    total_messages, last_sequence, total_transitions, fence, expires_at, external_user_id)
  SELECT $1, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $28, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
    $15, $16, 0, $17, $17, $18, 1, $33, $34
  WHERE NOT EXISTS (
    SELECT FROM deleted_conversation_ids d
    WHERE d.external_id_hash = sha256(convert_to($21, 'UTF8')) AND d.dialect = $20 AND d.tenant_id = $19)
  RETURNING c.tenant_id, 0 AS message_base, 0 AS transition_base
), opened AS (
  INSERT INTO turns (id, tenant_id, conversation_id, number, attempt, kind, status, events, started_at, ended_at,
    first_sequence, last_sequence, idempotency_key, request_hash)
  SELECT $2, written.tenant_id, $1, $29, 1, 'opening', 'done', $4, $30, $13,
    CASE WHEN $17::int > 0 THEN 1 END, CASE WHEN $17::int > 0 THEN $17 END, $31, $32
  FROM written WHERE $2::uuid IS NOT NULL
)`,
})

/** Throws NOT_FOUND for a conversation of another tenant than the scope's. */
export async function openConversation(
  database: Database,
  ...[scope, opening]: Parameters<ConversationStore['openConversation']>
): ReturnType<ConversationStore['openConversation']> {
  const { conversation, turn, result } = opening
  requireScope(scope, conversation.tenantId)
  const { workflow, initialNode } = result.state
  try {
    const rows = rowsOf(result)
    const written = await run(database, statement(rows), [
      ...resultValues(conversation.id, turn?.id ?? null, result, rows),
      ...[conversation.tenantId, conversation.dialect, conversation.externalId, conversation.access],
      ...[conversation.isActiveVersion, parentWorkflow(opening) ?? workflow, initialNode],
      ...[jsonText(conversation.metadata), conversation.title && plainText(conversation.title)],
      ...[timestamp(conversation.createdAt), openingNumber(opening), optionalTimestamp(turn?.startedAt ?? null)],
      ...[turn?.idempotency?.key ?? null, turn?.idempotency?.requestHash ?? null],
      ...[optionalTimestamp(conversation.expiresAt ?? null)],
      conversation.externalUserId ? plainText(conversation.externalUserId) : null,
    ])
    return written.length > 0 ? 'opened' : 'taken'
  } catch (error) {
    if (violates(error, 'turns_idempotency_key_tenant_id_attempt_key')) return 'duplicate'
    if (violates(error, 'text_conversations_session_id_dialect_tenant_id_key')) return 'taken'
    if (violates(error, 'text_conversations_pkey')) return 'taken'
    throw error
  }
}

/** An opening may itself hand the conversation to another agent: the fold starts from the first one. */
function parentWorkflow({ result }: Parameters<ConversationStore['openConversation']>[1]): string | null {
  const transfer = result.events.find((event) => event.type === 'agent-transferred' && event.to !== null)
  return transfer?.type === 'agent-transferred' ? transfer.from : null
}
