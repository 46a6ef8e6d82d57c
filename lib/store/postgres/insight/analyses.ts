import type { AnalysisCall, ClaimedAnalysis, InsightStore, StoredAnalysis } from '@/lib/domain/insight-store'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { jsonText, plainText } from '@/lib/store/postgres/json-text'
import { optionalTimestamp, tenantOf, timestamp, uuidOrNone } from '@/lib/store/postgres/parameters'

const claim: Statement = {
  name: 'claim-analyses',
  text: `
WITH due AS (
  SELECT a.conversation_id, a.tenant_id FROM conversation_analyses a
  WHERE a.due_at <= $1 AND ($2::uuid IS NULL OR a.tenant_id = $2)
  ORDER BY a.due_at LIMIT $3 FOR UPDATE SKIP LOCKED
)
UPDATE conversation_analyses a SET due_at = $4, attempts = a.attempts + 1 FROM due
WHERE a.conversation_id = due.conversation_id AND a.tenant_id = due.tenant_id
RETURNING a.tenant_id AS "tenantId", a.conversation_id AS "conversationId", a.workflow, a.attempts`,
}

// The guard on the state is what makes the webhook tell of it once.
const finish: Statement = {
  name: 'finish-analysis',
  text: `
WITH done AS (
  INSERT INTO conversation_analyses AS a
    (conversation_id, tenant_id, workflow, state, result, queued_at, analyzed_at)
  SELECT c.id, c.tenant_id, $3, 'done', $4::jsonb, $5::timestamptz, $5 FROM text_conversations c
  WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2)
    AND ($6::boolean OR EXISTS (SELECT FROM conversation_analyses q
      WHERE q.conversation_id = c.id AND q.tenant_id = c.tenant_id AND q.state = 'queued'))
  ON CONFLICT (conversation_id, tenant_id) DO UPDATE
    SET workflow = $3, state = 'done', result = $4, failure = NULL, analyzed_at = $5, due_at = NULL
    WHERE $6 OR a.state = 'queued'
  RETURNING a.tenant_id
), told AS (
  INSERT INTO deliveries (id, tenant_id, conversation_id, kind, event, url, workflow, body, next_attempt_at, created_at)
  SELECT d.id, done.tenant_id, $1, 'webhook', 'call_analyzed', d.url, d.workflow, d.body, d."createdAt", d."createdAt"
  FROM done, json_to_record($7::json) AS d (id uuid, url text, workflow text, body text, "createdAt" timestamptz)
  WHERE d.id IS NOT NULL
)
SELECT true AS done FROM done`,
}

const failed: Statement = {
  name: 'fail-analysis',
  text: `
UPDATE conversation_analyses a
SET due_at = $4, failure = $3, state = CASE WHEN $4::timestamptz IS NULL THEN 'failed' ELSE 'queued' END
WHERE a.conversation_id = $1 AND ($2::uuid IS NULL OR a.tenant_id = $2) AND a.state = 'queued'`,
}

const calls: Statement = {
  name: 'add-analysis-calls',
  text: `
INSERT INTO analysis_calls (id, tenant_id, conversation_id, provider, model, input_tokens, output_tokens, cost, ms, error,
  created_at)
SELECT k.id, c.tenant_id, c.id, k.provider, k.model, k."inputTokens", k."outputTokens", k.cost, k.ms, k.error, $4
FROM text_conversations c, json_to_recordset($3::json) AS k (id uuid, provider text, model text, "inputTokens" int,
  "outputTokens" int, cost float8, ms float8, error text)
WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2)`,
}

const callsOf: Statement = {
  name: 'list-analysis-calls',
  text: `
SELECT k.created_at AS at, k.provider, k.model, k.input_tokens AS "inputTokens", k.output_tokens AS "outputTokens", k.cost,
  k.ms, k.error
FROM analysis_calls k WHERE k.conversation_id = $1 AND ($2::uuid IS NULL OR k.tenant_id = $2) ORDER BY k.created_at, k.id`,
}

const byConversation: Statement = {
  name: 'get-analysis',
  text: `
SELECT a.conversation_id AS "conversationId", a.workflow, a.state, a.attempts, a.result AS analysis, a.failure,
  a.queued_at AS "queuedAt", a.analyzed_at AS "analyzedAt"
FROM conversation_analyses a WHERE a.conversation_id = $1 AND ($2::uuid IS NULL OR a.tenant_id = $2)`,
}

type Analyses = Pick<
  InsightStore,
  'claimAnalyses' | 'finishAnalysis' | 'failAnalysis' | 'addAnalysisCalls' | 'listAnalysisCalls' | 'getAnalysis'
>

export function analyses(database: Database): Analyses {
  return {
    async claimAnalyses(scope, now, limit, holdMs) {
      const values = [timestamp(now), tenantOf(scope), limit, timestamp(now + holdMs)]
      return run<ClaimedAnalysis>(database, claim, values)
    },
    async finishAnalysis(scope, conversationId, { workflow, analysis, at, delivery, again }) {
      const told = delivery ? { ...delivery, createdAt: timestamp(delivery.createdAt) } : {}
      const rows = await run(database, finish, [
        ...[uuidOrNone(conversationId), tenantOf(scope), workflow, jsonText(analysis), timestamp(at), again],
        jsonText(told),
      ])
      return rows.length > 0
    },
    async failAnalysis(scope, conversationId, { error, nextAttemptAt }) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), plainText(error), optionalTimestamp(nextAttemptAt)]
      await run(database, failed, values)
    },
    async addAnalysisCalls(scope, conversationId, { at, calls: made }) {
      await run(database, calls, [uuidOrNone(conversationId), tenantOf(scope), jsonText(made), timestamp(at)])
    },
    async listAnalysisCalls(scope, conversationId) {
      return run<AnalysisCall>(database, callsOf, [uuidOrNone(conversationId), tenantOf(scope)])
    },
    async getAnalysis(scope, conversationId) {
      const values = [uuidOrNone(conversationId), tenantOf(scope)]
      const [row] = await run<StoredAnalysis>(database, byConversation, values)
      return row ?? null
    },
  }
}
