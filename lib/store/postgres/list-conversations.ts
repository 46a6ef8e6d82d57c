import type { ConversationFilter, ConversationStore, ConversationSummary } from '@/lib/domain/conversation-store'
import type { Scope } from '@/lib/domain/scope'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { jsonText } from '@/lib/store/postgres/json-text'
import { likePattern } from '@/lib/store/postgres/like-pattern'
import { optionalTimestamp, tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

const columns = `c.id, c.session_id AS "externalId", c.dialect, c.access, c.agent_config_id AS "agentId",
  c.agent_name AS "agentName", c.agent_version AS "agentVersion", c.title, c.created_at AS "createdAt",
  c.updated_at AS "updatedAt", c.expires_at AS "expiresAt", c.external_user_id AS "externalUserId", c.metadata,
  c.total_messages AS "totalMessages", c.status, c.total_turns AS inputs`

// A first turn that still runs is asked for one conversation at a time: EXISTS would be answered by reading all turns.
// $1 is the tenant and $2 the list of accesses; they are left to each statement, which finds its way in by them.
const conditions = `c.hidden_at IS NULL
  AND c.dialect = ANY (ARRAY(SELECT json_array_elements_text($3::json)))
  AND ($4::uuid IS NULL OR c.agent_config_id = $4)
  AND ($5::text IS NULL OR c.external_user_id = $5)
  AND ($6::text IS NULL OR c.session_id = $6 OR c.id::text = $6 OR c.external_user_id = $6)
  AND ($7::text IS NULL OR c.session_id ILIKE $7 OR c.id::text ILIKE $7 OR c.external_user_id ILIKE $7
    OR c.title ILIKE $7)
  AND ($8::text IS NULL OR c.title ILIKE $8 OR EXISTS (
    SELECT FROM text_conversation_messages m
    WHERE m.conversation_id = c.id AND m.created_at >= c.created_at - interval '1 day' AND m.hidden_at IS NULL
      AND m.content ILIKE $8))
  AND ($9::boolean IS NULL OR $9 = (c.status = 'active' AND (c.expires_at IS NULL OR c.expires_at > $10::timestamptz)))
  AND (NOT $11::boolean OR c.total_turns > 0
    OR (SELECT true FROM turns t WHERE t.conversation_id = c.id AND t.kind = 'input' LIMIT 1))`

const after = `(c.updated_at, c.id) < (coalesce($12::timestamptz, 'infinity'),
  coalesce($13::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))`

// Each access is read in the order of the index and no further than the page reaches.
const ofAccesses: Statement = {
  name: 'list-conversations-of-accesses',
  text: `
SELECT c.* FROM json_array_elements_text($2::json) AS a (access) CROSS JOIN LATERAL (
  SELECT ${columns} FROM text_conversations c
  WHERE c.tenant_id = $1 AND c.access = a.access AND ${conditions} AND ${after}
  ORDER BY c.updated_at DESC, c.id DESC LIMIT $14::bigint + $15::bigint) c
ORDER BY c."updatedAt" DESC, c.id DESC OFFSET $14 LIMIT $15`,
}

const ofAll: Statement = {
  name: 'list-conversations-of-all',
  text: `
SELECT ${columns} FROM text_conversations c
WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND $2::json IS NULL AND ${conditions} AND ${after}
ORDER BY c.updated_at DESC, c.id DESC OFFSET $14 LIMIT $15`,
}

const count: Statement = {
  name: 'count-conversations',
  text: `
SELECT count(*)::int AS total FROM text_conversations c
WHERE ($1::uuid IS NULL OR c.tenant_id = $1)
  AND ($2::json IS NULL OR c.access = ANY (ARRAY(SELECT json_array_elements_text($2::json)))) AND ${conditions}`,
}

// Answered from an index alone: with the conditions of a search, even where they are not used, it would read every row.
const countAll: Statement = {
  name: 'count-all-conversations',
  text: `
SELECT count(*)::int AS total FROM text_conversations c
WHERE c.tenant_id = $1 AND c.access = ANY (ARRAY(SELECT json_array_elements_text($2::json))) AND c.hidden_at IS NULL
  AND c.dialect = ANY (ARRAY(SELECT json_array_elements_text($3::json)))`,
}

/** A list for the platform's scope spans all tenants and only serves those that look for `any` access. */
export async function listConversations(
  database: Database,
  ...[scope, filter, { before, offset, limit }]: Parameters<ConversationStore['listConversations']>
): ReturnType<ConversationStore['listConversations']> {
  const values = filterValues(scope, filter)
  const page = [optionalTimestamp(before?.updatedAt ?? null), before?.id ?? null, offset ?? 0, limit]
  const statement = filter.access === 'any' ? ofAll : ofAccesses
  const conversations = await run<ConversationSummary>(database, statement, [...values, ...page])
  if (offset === undefined) return { conversations, total: null }
  const [counted] = isWhole(scope, filter)
    ? await run<{ total: number }>(database, countAll, values.slice(0, 3))
    : await run<{ total: number }>(database, count, values)
  return { conversations, total: counted?.total ?? 0 }
}

/** Nothing is looked for. */
function isWhole(scope: Scope, filter: ConversationFilter): boolean {
  const { access, agentId, externalUserId, search, words, isActive, heardOnly } = filter
  const wanted = [agentId, externalUserId, search, words, isActive, heardOnly || undefined]
  return tenantOf(scope) !== null && access !== 'any' && wanted.every((value) => value === undefined)
}

function filterValues(scope: Scope, filter: ConversationFilter) {
  const { access, agentId, search, searchExact = false, words } = filter
  return [
    ...[tenantOf(scope), access === 'any' ? null : jsonText([...new Set(access)]), jsonText(filter.dialects)],
    ...[agentId === undefined ? null : uuidOrNone(agentId), filter.externalUserId ?? null],
    ...[searchExact ? (search ?? null) : null, searchExact ? null : likePattern(search), likePattern(words)],
    ...[filter.isActive ?? null, timestamp(filter.now), filter.heardOnly ?? false],
  ]
}
