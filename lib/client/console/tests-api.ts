// The console's rows about an agent's tests, one function a call.
import { queryOptions } from '@tanstack/react-query'
import type { TestDocument } from '@/lib/domain/agent-test'
import type { AgentDocument } from './agent-document'
import { readJson, sendJson, sendOnly } from './console-request'

export type AgentTestRow = { test_id: string; name: string; document: TestDocument; updated_at: string }

export type TestStepResult = { says: string | null; said: string; node: string; ok: boolean; misses: string[] }

export type TestResult = { test_id: string; name: string; ok: boolean; steps: TestStepResult[]; ms: number }

export type NewTest = { name: string; document: TestDocument }

const at = (agentId: string, rest = '') => `/api/admin/agents/${encodeURIComponent(agentId)}/tests${rest}`
const one = (testId: string) => `/${encodeURIComponent(testId)}`

export const testsApi = {
  add: (agentId: string, test: NewTest): Promise<AgentTestRow> => sendJson('POST', at(agentId), test),
  change: (agentId: string, testId: string, test: NewTest): Promise<AgentTestRow> =>
    sendJson('PUT', at(agentId, one(testId)), test),
  remove: (agentId: string, testId: string): Promise<void> => sendOnly('DELETE', at(agentId, one(testId))),
  /** It expects what happened. */
  record: (agentId: string, conversationId: string, name: string): Promise<AgentTestRow> =>
    sendJson('POST', at(agentId, '/from-conversation'), { conversation_id: conversationId, name }),
  run: (agentId: string, document: AgentDocument, testIds: readonly string[]): Promise<{ results: TestResult[] }> =>
    sendJson('POST', at(agentId, '/run'), { document, test_ids: testIds }),
}

export function testsQuery(agentId: string) {
  return queryOptions({
    queryKey: ['console', 'tests', agentId],
    queryFn: ({ signal }) => readJson<{ tests: AgentTestRow[] }>(at(agentId), signal),
  })
}
