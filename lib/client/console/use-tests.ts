import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AgentDocument } from './agent-document'
import { type RanTest, type TestState, testStateOf } from './agent-test-state'
import { type AgentTestRow, type NewTest, testsApi, testsQuery } from './tests-api'

// What the tests gave, for as long as this page is open: written by running them, never asked for.
const ranQuery = (agentId: string) =>
  queryOptions<Readonly<Record<string, RanTest>>>({
    queryKey: ['console', 'tests', agentId, 'ran'],
    queryFn: skipToken,
    initialData: {},
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })

/** An agent's tests, what they last gave, and what can be done with them. */
export function useTests(agentId: string) {
  const client = useQueryClient()
  const list = useQuery(testsQuery(agentId))
  const ran = useQuery(ranQuery(agentId)).data ?? {}
  const renew = () => client.invalidateQueries({ queryKey: testsQuery(agentId).queryKey, exact: true })
  const run = useMutation({
    mutationFn: async ({ tests, document }: { tests: readonly AgentTestRow[]; document: AgentDocument }) => {
      const ids = tests.map(({ test_id }) => test_id)
      const { results } = await testsApi.run(agentId, document, ids)
      client.setQueryData(ranQuery(agentId).queryKey, (before = {}) => ({
        ...before,
        ...Object.fromEntries(
          results.map((result) => {
            const test = tests.find(({ test_id }) => test_id === result.test_id)
            return [result.test_id, { result, agent: document, test: test?.document ?? null }] as const
          }),
        ),
      }))
      return results
    },
  })
  const save = useMutation({
    mutationFn: ({ testId, test }: { testId: string | null; test: NewTest }) =>
      testId === null ? testsApi.add(agentId, test) : testsApi.change(agentId, testId, test),
    onSuccess: renew,
  })
  const remove = useMutation({
    mutationFn: (testId: string) => testsApi.remove(agentId, testId),
    onSuccess: renew,
  })
  const record = useMutation({
    mutationFn: ({ conversationId, name }: { conversationId: string; name: string }) =>
      testsApi.record(agentId, conversationId, name),
    onSuccess: renew,
  })
  return { list, ran, run, save, remove, record }
}

/** How the draft stands to its tests; null until they are known. */
export function useTestState(agentId: string, document: AgentDocument): TestState | null {
  const list = useQuery(testsQuery(agentId))
  const ran = useQuery(ranQuery(agentId)).data ?? {}
  return list.data ? testStateOf(list.data.tests, ran, document) : null
}
