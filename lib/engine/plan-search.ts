// Whether an answer looks something up first, and what. Pure.
import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { SearchSettings } from '@/lib/domain/knowledge'
import { refersBack } from '@/lib/domain/refers-back'
import type { Workflow, WorkflowNode } from '@/lib/domain/workflow'
import type { Step } from './step'

type At = { workflow: Workflow; state: ConversationState; turn: TurnState; node: WorkflowNode }

/** The bases that an answer of this node to the turn's text draws on, with the node's settings; null: none. */
export function searchable({
  workflow,
  turn,
  node,
}: At): { bases: readonly string[]; settings: SearchSettings } | null {
  if (!turn.text?.trim()) return null
  if (node.type !== 'standard' && node.type !== 'assist' && node.type !== 'collect') return null
  if (!node.rag?.enabled) return null
  if (node.type === 'standard' && node.says.kind === 'text') return null
  const { enabled: _, knowledgeBase, furtherBases = [], ...settings } = node.rag
  const base = knowledgeBase ?? workflow.knowledgeBase
  return base === null ? null : { bases: [base, ...furtherBases], settings }
}

/** What comes before the reply: a search, or the question what to search for; null: the reply itself. */
export function planSearch(at: At): Step | null {
  const { state, turn } = at
  const from = searchable(at)
  if (!from || turn.node.found || turn.search?.needed === false) return null
  // Understanding has judged it already, or will: the search's own filter is not asked again.
  if (turn.search) {
    const { query, otherwise = null } = turn.search
    return {
      kind: 'search',
      bases: from.bases,
      query,
      otherwise,
      settings: { ...from.settings, relevanceFilter: false },
    }
  }
  if (state.inputs > 1 && refersBack(turn.text ?? ''))
    return { kind: 'understand', variables: [], intentsOf: null, globalIntents: [], search: true }
  return { kind: 'search', bases: from.bases, query: turn.text ?? '', otherwise: null, settings: from.settings }
}
