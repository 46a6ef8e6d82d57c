import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { queries } from '../queries'
import type { AgentDocument } from './agent-document'
import { type Pair, recordOf } from './agent-test-form'
import { startTrial } from './start-trial'

/** Where a trial begins, and what it knows beforehand. */
export type TrialSettings = { startNode: string; variables: readonly Pair[] }

export type Trial = { conversationId: string; document: AgentDocument; settings: TrialSettings }

type Kept = { settings: TrialSettings; trial: Trial | null }

const nothing: Kept = { settings: { startNode: '', variables: [] }, trial: null }

// For as long as the page is open: other views of the editor take this one's place and give it back.
const keptQuery = (agentId: string) =>
  queryOptions<Kept>({
    queryKey: ['console', 'trial', agentId],
    queryFn: skipToken,
    initialData: nothing,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })

/** The conversation in which an agent's draft is tried. */
export function useTrial(agentId: string) {
  const client = useQueryClient()
  const { queryKey } = keptQuery(agentId)
  const { settings, trial } = useQuery(keptQuery(agentId)).data ?? nothing
  const keep = (kept: Partial<Kept>) => client.setQueryData(queryKey, (before) => before && { ...before, ...kept })
  const start = useMutation({
    mutationFn: ({ document, settings }: { document: AgentDocument; settings: TrialSettings }) => {
      const { startNode, variables } = settings
      return startTrial(agentId, {
        document,
        startNode: startNode === '' ? null : startNode,
        variables: given(variables),
      })
    },
    onSuccess: (view, { document, settings }) => {
      client.setQueryData(queries.conversation(view.id).queryKey, view)
      keep({ settings, trial: { conversationId: view.id, document, settings } })
    },
  })
  return {
    settings,
    trial,
    start,
    setSettings: (next: TrialSettings) => keep({ settings: next }),
    leave: () => keep({ trial: null }),
  }
}

// A conversation begins with plain values alone.
function given(pairs: readonly Pair[]): Record<string, string | number | boolean> {
  const plain = Object.entries(recordOf(pairs)).map(([name, value]) => [
    name,
    typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
      ? value
      : JSON.stringify(value),
  ])
  return Object.fromEntries(plain)
}
