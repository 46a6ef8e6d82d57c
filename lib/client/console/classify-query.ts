import { queryOptions } from '@tanstack/react-query'
import type { Classification } from '@/lib/domain/turn-event'
import type { AgentDocument } from './agent-document'
import { classifiedPart } from './classified-part'
import { sendJson } from './console-request'

/** `picked`: what fits best and well enough. */
export type IntentScores = Classification & { picked: string | null }

export type Classified = { intents: IntentScores | null; globalIntents: IntentScores | null }

type ScoresWire = {
  scores: { intent_id: string; score: number; evidence: string | null }[]
  picked: string | null
  threshold: number | null
}

/** What a draft's intents make of a sentence at a node; `nodeId` null: of the global intents alone. */
export function classifyQuery(agentId: string, draft: AgentDocument, nodeId: string | null, text: string) {
  const document = classifiedPart(draft, nodeId)
  return queryOptions<Classified>({
    queryKey: ['console', 'classify', agentId, nodeId, text, document],
    queryFn: async () => {
      const body = { document, text, ...(nodeId === null ? {} : { node_id: nodeId }) }
      const path = `/api/admin/agents/${encodeURIComponent(agentId)}/classify`
      const { global, ...own } = await sendJson<ScoresWire & { global: ScoresWire }>('POST', path, body)
      return { intents: scoresOf(own), globalIntents: scoresOf(global) }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
}

function scoresOf({ scores, picked, threshold }: ScoresWire): IntentScores | null {
  if (threshold === null || scores.length === 0) return null
  return { scores: scores.map(({ intent_id, ...score }) => ({ id: intent_id, ...score })), picked, threshold }
}
