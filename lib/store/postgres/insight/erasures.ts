import type { Erasure, ErasureCounts, ErasureKey, InsightStore } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { requireScope } from '@/lib/store/in-scope'
import { type Database, runAnew } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

// A value may have been corrected since: earlier ones stand in the rows of the variables.
const knows = (name: string, value: string) => `(($7::text IS NULL OR ${name} = $7) AND lower(${value}) = lower($8))`

const whose = `
WITH whose AS MATERIALIZED (
  SELECT c.id, c.tenant_id, c.session_id, c.dialect FROM text_conversations c
  WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND c.tenant_id = $2 AND (
    c.id = $3::uuid OR c.external_user_id = $4
    OR c.access = ANY (ARRAY(SELECT json_array_elements_text($5::json)))
    OR ($8::text IS NOT NULL AND (
      EXISTS (SELECT FROM jsonb_each_text(c.collected_data) AS v (name, value) WHERE ${knows('v.name', 'v.value')})
      OR EXISTS (SELECT FROM jsonb_each_text(c.metadata) AS v (name, value) WHERE ${knows('v.name', 'v.value')})
      OR EXISTS (SELECT FROM text_conversation_variables v WHERE v.conversation_id = c.id
        AND ${knows('v.variable_name', "v.variable_value #>> '{}'")}))))
), subjects AS MATERIALIZED (
  SELECT json_array_elements_text($6::json) AS subject WHERE $1::uuid IS NULL OR $1 = $2
), counts AS (
  SELECT json_build_object(
    'conversations', (SELECT count(*) FROM whose),
    'turns', (SELECT count(*) FROM whose JOIN turns t ON t.conversation_id = whose.id),
    'messages', (SELECT count(*) FROM whose JOIN text_conversation_messages m ON m.conversation_id = whose.id),
    'transitions', (SELECT count(*) FROM whose JOIN text_conversation_transitions m ON m.conversation_id = whose.id),
    'variables', (SELECT count(*) FROM whose JOIN text_conversation_variables m ON m.conversation_id = whose.id),
    'model_calls', (SELECT count(*) FROM whose JOIN turns t ON t.conversation_id = whose.id
      JOIN model_calls k ON k.turn_id = t.id AND k.tenant_id = t.tenant_id)
      + (SELECT count(*) FROM whose JOIN analysis_calls k ON k.conversation_id = whose.id),
    'tool_calls', (SELECT count(*) FROM whose JOIN turns t ON t.conversation_id = whose.id
      JOIN tool_calls k ON k.turn_id = t.id AND k.tenant_id = t.tenant_id),
    'deliveries', (SELECT count(*) FROM whose JOIN deliveries d ON d.conversation_id = whose.id),
    'analyses', (SELECT count(*) FROM whose JOIN conversation_analyses a ON a.conversation_id = whose.id),
    'chatbot_sessions', (SELECT count(*) FROM chatbot_sessions s WHERE s.tenant_id = $2
      AND (s.subject IN (TABLE subjects) OR s.conversation_id IN (SELECT id FROM whose))),
    'chatbot_memberships',
      (SELECT count(*) FROM chatbot_members m WHERE m.tenant_id = $2 AND m.subject IN (TABLE subjects)),
    'token_families',
      (SELECT count(*) FROM token_families f WHERE f.tenant_id = $2 AND f.subject IN (TABLE subjects))
  ) AS counts
)`

const look = {
  text: `${whose}
SELECT counts, ARRAY(SELECT id::text FROM whose) AS ids FROM counts`,
}

// Every part sees the rows as they were before it: what is counted is what goes. Ids that clients chose leave hashes.
const removal = {
  text: `${whose}, gone AS (
  DELETE FROM text_conversations c USING whose WHERE c.id = whose.id AND c.tenant_id = whose.tenant_id
), hashed AS (
  INSERT INTO deleted_conversation_ids (external_id_hash, dialect, tenant_id)
  SELECT sha256(convert_to(session_id, 'UTF8')), dialect, tenant_id FROM whose ON CONFLICT DO NOTHING
), sessions AS (
  DELETE FROM chatbot_sessions s WHERE s.tenant_id = $2 AND s.subject IN (TABLE subjects)
    AND s.conversation_id NOT IN (SELECT id FROM whose)
), memberships AS (
  DELETE FROM chatbot_members m WHERE m.tenant_id = $2 AND m.subject IN (TABLE subjects)
), families AS (
  DELETE FROM token_families f WHERE f.tenant_id = $2 AND f.subject IN (TABLE subjects)
), receipt AS (
  INSERT INTO erasures (id, tenant_id, at, erased_by, kind, key_hash, counts)
  SELECT $9::uuid, $2, $10::timestamptz, $11, $12, $13, counts FROM counts
)
SELECT counts, ARRAY(SELECT id::text FROM whose) AS ids FROM counts`,
}

const list = {
  text: `
SELECT e.id, e.tenant_id AS "tenantId", e.at, e.erased_by AS by, e.kind, e.key_hash AS "keyHash", e.counts
FROM erasures e WHERE ($1::uuid IS NULL OR e.tenant_id = $1) AND e.tenant_id = $2
  AND (e.at, e.id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY e.at DESC, e.id DESC LIMIT $5`,
}

type Row = { counts: ErasureCounts; ids: string[] }

export function erasures(database: Database): Pick<InsightStore, 'findErasable' | 'erase' | 'listErasures'> {
  return {
    async findErasable(scope, key) {
      return found(await runAnew<Row>(database, look, keyValues(scope, key)))
    },
    async erase(scope, key, { id, at, by, kind, keyHash }) {
      requireScope(scope, key.tenantId)
      const receipt = [id, timestamp(at), by, kind, keyHash]
      return found(await runAnew<Row>(database, removal, [...keyValues(scope, key), ...receipt]))
    },
    async listErasures(scope, { tenantId, before, limit }) {
      const place = [optionalTimestamp(before?.createdAt ?? null), before ? uuidOrNone(before.id) : null]
      return runAnew<Erasure>(database, list, [tenantOf(scope), uuidOrNone(tenantId), ...place, limit])
    },
  }
}

function keyValues(scope: Scope, key: ErasureKey) {
  const { conversationId, externalUserId, accesses, subjects, value } = key
  return [
    ...[tenantOf(scope), uuidOrNone(key.tenantId), conversationId === null ? null : uuidOrNone(conversationId)],
    ...[externalUserId, jsonText(accesses), jsonText(subjects), value?.name ?? null, value?.text ?? null],
  ]
}

function found([row]: Row[]): { counts: ErasureCounts; conversationIds: string[] } {
  if (!row) throw new Error('An aggregate answers one row')
  return { counts: row.counts, conversationIds: row.ids }
}
