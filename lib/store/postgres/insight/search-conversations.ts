import type { ConversationSearch, InsightStore, ListedConversation, VariableGiven } from '@/lib/domain/insight-store'
import { type Database, runAnew } from '@/lib/store/postgres/database'
import { likePattern } from '@/lib/store/postgres/like-pattern'
import { optionalTimestamp, tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'

// Read once, beside the conversations. `elsewhere`: also outside the visitor's own words, in which sensitive fields are answered.
const said = (collation: string) => `
said AS MATERIALIZED (
  SELECT m.conversation_id, bool_or(m.role <> 'user') AS elsewhere FROM text_conversation_messages m
  WHERE $12::text IS NOT NULL AND m.tenant_id = $3 AND m.hidden_at IS NULL AND m.content ${collation} ILIKE $12
    AND m.created_at >= coalesce($10::timestamptz, '-infinity')
  GROUP BY 1
)`

// Of a conversation that has been in a form, what its visitor said is not looked through for those who may not read it.
const saysIt = `c.id IN (SELECT conversation_id FROM said WHERE elsewhere OR NOT $16::boolean)
  OR ($16 AND c.id IN (SELECT conversation_id FROM said) AND NOT c.state ? 'form' AND c.dialect <> 'forms')`

const hidesValue = `$16::boolean AND EXISTS (
  SELECT FROM turns t WHERE t.conversation_id = c.id
    AND jsonb_path_exists(t.events, '$.**?(@.field == $name && @.isSensitive == true)', jsonb_build_object('name', $8::text)))`

const conditions = `c.tenant_id = $3 AND c.dialect <> 'trials'
  AND ($4::uuid IS NULL OR c.agent_config_id = $4) AND ($5::int IS NULL OR c.agent_version = $5)
  AND ($6::text IS NULL OR c.dialect = $6) AND ($7::text IS NULL OR c.status = $7)
  AND ($8::text IS NULL OR c.collected_data ->> $8 IS NOT NULL)
  AND ($9::text IS NULL OR (lower(c.collected_data ->> $8) = lower($9) AND NOT (${hidesValue})))
  AND ($10::timestamptz IS NULL OR c.created_at >= $10) AND ($11::timestamptz IS NULL OR c.created_at < $11)
  AND ($12::text IS NULL OR c.title ILIKE $12 OR c.session_id ILIKE $12 OR c.id::text ILIKE $12
    OR c.external_user_id ILIKE $12 OR ${saysIt})
  AND ($13::text IS NULL OR c.id IN (
    SELECT m.conversation_id FROM text_conversation_messages m
    WHERE m.feedback IS NOT NULL AND m.tenant_id = $3 AND m.hidden_at IS NULL
      AND ($13 = 'any' OR (m.feedback > 0) = ($13 = 'up'))))
  AND ($17::text IS NULL OR CASE $17 WHEN 'none' THEN a.result IS NULL WHEN 'done' THEN a.result IS NOT NULL
    WHEN 'successful' THEN a.result ->> 'callSuccessful' = 'true'
    WHEN 'unsuccessful' THEN a.result ->> 'callSuccessful' = 'false' ELSE a.result ->> 'sentiment' = $17 END)
  AND (c.created_at, c.id) < (coalesce($14::timestamptz, 'infinity'),
    coalesce($15::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))`

const columns = `c.id, c.tenant_id AS "tenantId", c.dialect, c.session_id AS "externalId", c.access,
  c.external_user_id AS "externalUserId", c.agent_config_id AS "agentId", c.agent_name AS "agentName",
  c.agent_version AS "agentVersion", c.status, c.title, c.created_at AS "createdAt", c.updated_at AS "updatedAt",
  c.ended_at AS "endedAt", c.hidden_at AS "hiddenAt", c.total_turns AS inputs, c.total_messages AS "totalMessages"`

// Ratings and costs are looked up for the page alone.
const withFigures = `
SELECT c.*, f.feedback, k.cost
FROM found c
CROSS JOIN LATERAL (
  SELECT json_build_object('up', count(*) FILTER (WHERE m.feedback > 0), 'down', count(*) FILTER (WHERE m.feedback < 0))
    AS feedback
  FROM text_conversation_messages m
  WHERE m.conversation_id = c.id AND m.feedback IS NOT NULL AND m.hidden_at IS NULL) f
CROSS JOIN LATERAL (
  SELECT sum(k.cost) AS cost FROM turns t JOIN model_calls k ON k.turn_id = t.id AND k.tenant_id = t.tenant_id
  WHERE t.conversation_id = c.id) k
ORDER BY c."createdAt" DESC, c.id DESC`

const analysed = `CASE WHEN a.result IS NOT NULL THEN json_build_object('sentiment', a.result -> 'sentiment',
  'successful', a.result -> 'callSuccessful') END AS analysis`

const from = `text_conversations c
  LEFT JOIN conversation_analyses a ON a.conversation_id = c.id AND a.tenant_id = c.tenant_id`

const search = (collation: string) => ({
  text: `
WITH ${said(collation)}, found AS MATERIALIZED (
  SELECT ${columns}, ${analysed} FROM ${from}
  WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND ${conditions}
  ORDER BY c.created_at DESC, c.id DESC LIMIT $2)${withFigures}`,
})

// Without letters beyond ASCII there is nothing to know of them, and lower case is had for half the price.
const plainSearch = search('COLLATE "C"')
const anySearch = search('')

const one = {
  text: `
WITH found AS MATERIALIZED (
  SELECT ${columns}, ${analysed} FROM ${from} WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND c.id = $2)${withFigures}`,
}

const variables = {
  text: `
SELECT DISTINCT ON (v.variable_name) v.variable_name AS name, v.variable_value AS value, v.extraction_method AS method,
  v.confidence, v.node_id AS "nodeId", v.turn_id AS "turnId", v.created_at AS "createdAt"
FROM text_conversation_variables v
WHERE ($1::uuid IS NULL OR v.tenant_id = $1) AND v.conversation_id = $2
ORDER BY v.variable_name, v.created_at DESC, v.id DESC`,
}

type Lists = Pick<InsightStore, 'searchConversations' | 'findListed' | 'listVariables'>

export function searchConversations(database: Database): Lists {
  return {
    async searchConversations(scope, { before, limit, ...wanted }) {
      const page = [optionalTimestamp(before?.createdAt ?? null), before ? uuidOrNone(before.id) : null]
      const values = [tenantOf(scope), limit, ...filterValues(wanted), ...page]
      const isPlain = /^[\x20-\x7e]*$/.test(wanted.search ?? '')
      return runAnew<ListedConversation>(database, isPlain ? plainSearch : anySearch, [
        ...values,
        wanted.hidesSensitive,
        wanted.analysis ?? null,
      ])
    },

    async findListed(scope, conversationId) {
      const [row] = await runAnew<ListedConversation>(database, one, [tenantOf(scope), uuidOrNone(conversationId)])
      return row ?? null
    },

    async listVariables(scope, conversationId) {
      return runAnew<VariableGiven>(database, variables, [tenantOf(scope), uuidOrNone(conversationId)])
    },
  }
}

function filterValues({ tenantId, agentId, version, variable, since, until, ...wanted }: ConversationSearch) {
  return [
    ...[uuidOrNone(tenantId), agentId === undefined ? null : uuidOrNone(agentId), version ?? null],
    ...[wanted.dialect ?? null, wanted.status ?? null, variable?.name ?? null, variable?.value ?? null],
    ...[optionalTimestamp(since ?? null), optionalTimestamp(until ?? null)],
    ...[likePattern(wanted.search), wanted.feedback ?? null],
  ]
}
