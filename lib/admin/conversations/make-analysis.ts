import type { Analysis, AnalysisRequest } from '@/lib/domain/analysis'
import type { Conversation } from '@/lib/domain/conversation'
import { publicVariables } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import type { ModelCall } from '@/lib/domain/turn-event'
import type { AnalysisConfig, Workflow } from '@/lib/domain/workflow'
import type { ConversationAdminPorts } from './conversation-admin-ports'
import { allMessages, allTurns } from './read-log'
import { sensitiveParts } from './sensitive-parts'

export type AnalysisPorts = Pick<ConversationAdminPorts, 'workflows' | 'analysis' | 'clock'> & {
  store: Pick<ConversationAdminPorts['store'], 'conversations' | 'insight'>
}

/**
 * What is made of a conversation as its agent asks for it, or in the usual parts. What sensitive fields were answered is left
 * out: analysts read what comes of it. What it asked of models is kept with its cost. Throws as the maker does.
 */
export async function makeAnalysis(
  { store, analysis, clock }: AnalysisPorts,
  conversation: Conversation,
  workflow: Workflow,
  signal: AbortSignal,
): Promise<Analysis> {
  const { tenantId, id: conversationId, state, agentName } = conversation
  const place = { tenantId, conversationId }
  const [turns, messages] = await Promise.all([
    allTurns(store.conversations, place),
    allMessages(store.conversations, place),
  ])
  const hides = sensitiveParts(turns, workflow)
  const transcript = messages.flatMap((message): AnalysisRequest['transcript'] => {
    const { role, content } = hides.message(message)
    return role === 'user' || role === 'assistant'
      ? [{ speaker: role === 'user' ? 'visitor' : 'agent', text: content }]
      : []
  })
  const known = publicVariables(state.variables)
  const unanswered = wantedOf(workflow).filter((name) => (known[name] ?? null) === null)
  const { status, endReason } = state
  const request = { agentName, config: configOf(workflow), transcript, status, endReason, unanswered }
  const calls: ModelCall[] = []
  try {
    return await analysis(request, { tenantId, now: clock.now(), signal, report: (call) => calls.push(call) })
  } finally {
    // Also what came to nothing is paid for.
    if (calls.length > 0)
      await store.insight.addAnalysisCalls(tenant(tenantId), conversationId, { at: clock.now(), calls })
  }
}

function configOf({ analysis, llm }: Workflow): AnalysisConfig {
  return analysis ?? { llm, questions: [], instructions: null }
}

/** Names of what it was to find out. */
function wantedOf({ nodes }: Workflow): string[] {
  return [...nodes.values()].flatMap((node) => {
    if (node.type === 'retrieve_variable')
      return node.variables.filter(({ defaultValue }) => defaultValue === null).map(({ name }) => name)
    return node.type === 'collect' ? node.fields.filter(({ required }) => required).map(({ id }) => id) : []
  })
}
