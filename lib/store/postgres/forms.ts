import { AppError } from '@/lib/domain/errors'
import type { DropOffCounts, FormResponse, FormStore, FormSummary, StoredForm } from '@/lib/domain/form-store'
import { requireScope } from '@/lib/store/in-scope'
import { type Database, run, type Statement, violates } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { likePattern } from '@/lib/store/postgres/like-pattern'
import { optionalTimestamp, tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'

const columns = `f.id, f.agent_id AS "agentId", f.is_active AS "isActive", f.callback_disabled_at AS "callbackDisabledAt",
  f.callback_disabled_why AS "callbackDisabledWhy", f.created_at AS "createdAt"`

const ofTenant = '($1::uuid IS NULL OR f.tenant_id = $1) AND f.tenant_id = $2'

// As long as no question was asked there is no form in the state.
const status = `CASE WHEN c.state -> 'form' IS NULL THEN 'not_started'
  WHEN c.state -> 'form' ->> 'outcome' IN ('complete', 'used-up') THEN 'completed' ELSE 'partial' END`

const addition: Statement = {
  name: 'add-form',
  text: `
INSERT INTO forms (id, tenant_id, agent_id)
SELECT coalesce($3::int, (SELECT max(f.id) FROM forms f WHERE f.tenant_id = $1) + 1, 1), $1::uuid, a.id
FROM agents a WHERE a.id = $2 AND a.tenant_id = $1 RETURNING id`,
}

const byId: Statement = { name: 'find-form', text: `SELECT ${columns} FROM forms f WHERE ${ofTenant} AND f.id = $3` }

const byAgent: Statement = {
  name: 'find-form-by-agent',
  text: `SELECT ${columns} FROM forms f WHERE ${ofTenant} AND f.agent_id = $3`,
}

const list: Statement = {
  name: 'list-forms',
  text: `
SELECT ${columns}, a.name, a.slug, a.active_version AS "activeVersion",
  json_build_object('started', n.completed + n.open, 'completed', n.completed, 'open', n.open) AS counts
FROM forms f JOIN agents a ON a.id = f.agent_id AND a.tenant_id = f.tenant_id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE s.status = 'completed') AS completed, count(*) FILTER (WHERE s.status = 'partial') AS open
  FROM (SELECT ${status} AS status FROM text_conversations c
    WHERE c.tenant_id = f.tenant_id AND c.agent_config_id = f.agent_id AND c.dialect <> 'trials') s) n
WHERE ${ofTenant} ORDER BY f.id`,
}

const activation: Statement = {
  name: 'set-form-active',
  text: `UPDATE forms f SET is_active = $4 WHERE ${ofTenant} AND f.id = $3 RETURNING true AS done`,
}

const disabling: Statement = {
  name: 'set-callback-disabled',
  text: `
UPDATE forms f SET callback_disabled_at = $4, callback_disabled_why = $5
WHERE ${ofTenant} AND f.id = $3 RETURNING true AS done`,
}

const responses: Statement = {
  name: 'list-responses',
  text: `
SELECT c.id AS "conversationId", CASE WHEN c.dialect = 'forms' THEN c.session_id::bigint END AS "communicationId",
  ${status} AS status, c.collected_data AS answers, c.state -> 'form' AS form, c.created_at AS "createdAt",
  c.updated_at AS "updatedAt", c.ended_at AS "endedAt", c.metadata
FROM forms f JOIN text_conversations c ON c.agent_config_id = f.agent_id AND c.tenant_id = f.tenant_id
WHERE ${ofTenant} AND f.id = $3 AND c.dialect <> 'trials'
  AND ($4::text IS NULL OR ${status} = $4)
  AND ($5::text IS NULL OR c.session_id ILIKE $5 OR c.id::text ILIKE $5 OR c.metadata ->> 'source_id' ILIKE $5
    OR jsonb_path_query_array(c.collected_data, '$.*')::text ILIKE $5)
  AND ($6::timestamptz IS NULL OR c.created_at >= $6) AND ($7::timestamptz IS NULL OR c.created_at < $7)
  AND (c.created_at, c.id) < (coalesce($8::timestamptz, 'infinity'),
    coalesce($9::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
ORDER BY c.created_at DESC, c.id DESC LIMIT $10`,
}

// Most responses are alike: counted together before each is looked at field by field.
const dropOff: Statement = {
  name: 'count-drop-off',
  text: `
WITH responses AS (
  SELECT ${status} AS status, c.state #> '{form,skipped}' AS skipped, c.state #> '{form,order}' AS asked,
    c.state #>> '{form,asking}' AS asking, ARRAY(SELECT jsonb_object_keys(jsonb_strip_nulls(c.collected_data))) AS answered
  FROM forms f JOIN text_conversations c ON c.agent_config_id = f.agent_id AND c.tenant_id = f.tenant_id
  WHERE ${ofTenant} AND f.id = $3 AND c.dialect <> 'trials'
    AND ($5::timestamptz IS NULL OR c.created_at >= $5) AND ($6::timestamptz IS NULL OR c.created_at < $6)
), alike AS MATERIALIZED (
  SELECT status, skipped, asked, asking, answered, count(*) AS n FROM responses GROUP BY 1, 2, 3, 4, 5
), fates AS (
  SELECT w.place, w.id, a.n, a.status, coalesce(a.asking = w.id, false) AS asking, coalesce(a.asked ? w.id, false) AS asked,
    coalesce(w.id = ANY (a.answered), false) AS answered, coalesce(a.skipped ? w.id, false) AS skipped
  FROM json_array_elements_text($4::json) WITH ORDINALITY w(id, place) LEFT JOIN alike a ON true
), counted AS (
  SELECT place, json_build_object('id', id,
    'reached', coalesce(sum(n) FILTER (WHERE answered OR skipped OR asking OR asked), 0),
    'answered', coalesce(sum(n) FILTER (WHERE answered), 0),
    'skipped', coalesce(sum(n) FILTER (WHERE skipped AND NOT answered), 0),
    'leftAt', coalesce(sum(n) FILTER (WHERE asking AND status = 'partial'), 0)) AS field
  FROM fates GROUP BY place, id
)
SELECT coalesce(sum(n) FILTER (WHERE status = 'not_started'), 0)::int AS "notStarted",
  coalesce(sum(n) FILTER (WHERE status = 'partial'), 0)::int AS partial,
  coalesce(sum(n) FILTER (WHERE status = 'completed'), 0)::int AS completed,
  coalesce((SELECT json_agg(field ORDER BY place) FROM counted), '[]') AS fields
FROM alike`,
}

const mostTries = 5

export function forms(database: Database): FormStore {
  return {
    async addForm(scope, { tenantId, agentId, id }) {
      requireScope(scope, tenantId)
      for (let tries = 1; ; tries += 1) {
        try {
          const [row] = await run<{ id: number }>(database, addition, [
            ...[uuidOrNone(tenantId), uuidOrNone(agentId), id ?? null],
          ])
          if (!row) throw new AppError('NOT_FOUND', 'Agent not found')
          return row.id
        } catch (error) {
          const idTaken = violates(error, 'forms_pkey')
          // Two made at once looked for the next free id and found the same.
          if (idTaken && id === undefined && tries < mostTries) continue
          if (!idTaken && !violates(error, 'forms_agent_id_tenant_id_key')) throw error
          throw new AppError('CONFLICT', 'There is a form of this id already', { cause: error })
        }
      }
    },

    async findForm(scope, tenantId, id) {
      const [row] = await run<StoredForm>(database, byId, [tenantOf(scope), uuidOrNone(tenantId), id])
      return row ?? null
    },

    async findFormByAgent(scope, tenantId, agentId) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), uuidOrNone(agentId)]
      const [row] = await run<StoredForm>(database, byAgent, values)
      return row ?? null
    },

    async listForms(scope, tenantId) {
      return run<FormSummary>(database, list, [tenantOf(scope), uuidOrNone(tenantId)])
    },

    async setFormActive(scope, tenantId, id, isActive) {
      const values = [tenantOf(scope), uuidOrNone(tenantId), id, isActive]
      return (await run(database, activation, values)).length > 0
    },

    async setCallbackDisabled(scope, tenantId, id, disabled) {
      const [at, why] = [optionalTimestamp(disabled?.at ?? null), disabled && plainText(disabled.why)]
      const values = [tenantOf(scope), uuidOrNone(tenantId), id, at, why]
      return (await run(database, disabling, values)).length > 0
    },

    async listResponses(scope, tenantId, formId, { status: wanted, search, since, until, before, limit }) {
      return run<FormResponse>(database, responses, [
        ...[tenantOf(scope), uuidOrNone(tenantId), formId, wanted ?? null, likePattern(search)],
        ...[optionalTimestamp(since ?? null), optionalTimestamp(until ?? null)],
        ...[optionalTimestamp(before?.createdAt ?? null), before ? uuidOrNone(before.id) : null, limit],
      ])
    },

    async countDropOff(scope, tenantId, formId, { fields, since, until }) {
      const [counts] = await run<DropOffCounts>(database, dropOff, [
        ...[tenantOf(scope), uuidOrNone(tenantId), formId, JSON.stringify(fields)],
        ...[optionalTimestamp(since ?? null), optionalTimestamp(until ?? null)],
      ])
      return counts ?? { notStarted: 0, partial: 0, completed: 0, fields: [] }
    },
  }
}
