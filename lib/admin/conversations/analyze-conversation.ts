import { AppError } from '@/lib/domain/errors'
import type { StoredAnalysis } from '@/lib/domain/insight-store'
import type { Scope } from '@/lib/domain/scope'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import type { ConversationAdminPorts } from './conversation-admin-ports'
import { knownWorkflow } from './known-workflow'
import { makeAnalysis } from './make-analysis'

/**
 * Analyses a conversation now, in place of an earlier analysis; no webhook tells of it. Throws NOT_FOUND, CONFLICT (its
 * agent's version is gone), MODEL_UNAVAILABLE.
 */
export async function analyzeConversation(
  ports: ConversationAdminPorts,
  scope: Scope,
  conversationId: string,
  signal: AbortSignal,
): Promise<StoredAnalysis> {
  const { conversations, insight } = ports.store
  const conversation = await conversations.getConversation(scope, { id: conversationId })
  if (!conversation) throw notFound()
  const { tenantId, state } = conversation
  const workflow = await knownWorkflow(ports.workflows, { tenantId, ...parseWorkflowKey(state.workflow) })
  if (!workflow) throw new AppError('CONFLICT', 'The version of the agent that it ran with is gone')
  const analysis = await makeAnalysis(ports, conversation, workflow, signal)
  const done = { workflow: workflow.key, analysis, at: ports.clock.now(), delivery: null, again: true }
  await insight.finishAnalysis(scope, conversationId, done)
  const stored = await insight.getAnalysis(scope, conversationId)
  if (!stored) throw notFound()
  return stored
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'Conversation not found')
}
