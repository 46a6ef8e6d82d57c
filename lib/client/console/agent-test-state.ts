import type { TestDocument } from '@/lib/domain/agent-test'
import type { AgentDocument } from './agent-document'
import { isSameAgent } from './same-agent'
import type { AgentTestRow, TestResult } from './tests-api'

/** A result, and what it was the result of. */
export type RanTest = { result: TestResult; agent: AgentDocument; test: TestDocument | null }

/** `notRun`: with this document, or since the test itself was changed. */
export type TestState = { total: number; passed: number; failed: number; notRun: number }

export type Verdict = 'passed' | 'failed' | 'stale' | 'not-run'

/** What a test's last result says of the document as it is now. */
export function verdictOf(test: AgentTestRow, ran: RanTest | undefined, agent: AgentDocument): Verdict {
  if (!ran) return 'not-run'
  if (!isSameAgent(ran.agent, agent) || !isSameAgent(ran.test, test.document)) return 'stale'
  return ran.result.ok ? 'passed' : 'failed'
}

export function testStateOf(
  tests: readonly AgentTestRow[],
  ran: Readonly<Record<string, RanTest>>,
  agent: AgentDocument,
): TestState {
  const verdicts = tests.map((test) => verdictOf(test, ran[test.test_id], agent))
  const count = (...wanted: Verdict[]) => verdicts.filter((verdict) => wanted.includes(verdict)).length
  return { total: tests.length, passed: count('passed'), failed: count('failed'), notRun: count('stale', 'not-run') }
}
