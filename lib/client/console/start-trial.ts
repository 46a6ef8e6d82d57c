import type { Json } from '@/lib/domain/json'
import { request } from '../request'
import type { ConversationView } from '../wire'
import type { AgentDocument } from './agent-document'

export type TrialStart = {
  document: AgentDocument
  startNode: string | null
  variables: Readonly<Record<string, Json>>
}

/** A conversation with the document as it stands; it goes on through the rows of the chat page, as this visitor. Throws `ApiError`. */
export async function startTrial(agentId: string, start: TrialStart): Promise<ConversationView> {
  const { document, startNode, variables } = start
  const body = {
    document,
    ...(startNode === null ? {} : { start_node: startNode }),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  }
  const path = `/api/admin/agents/${encodeURIComponent(agentId)}/trial`
  return (await request(path, { method: 'POST', body })).json()
}
