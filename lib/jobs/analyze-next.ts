import { knownWorkflow } from '@/lib/admin/conversations/known-workflow'
import { type AnalysisPorts, makeAnalysis } from '@/lib/admin/conversations/make-analysis'
import { allMessages, allTurns } from '@/lib/admin/conversations/read-log'
import type { Analysis } from '@/lib/domain/analysis'
import type { Conversation } from '@/lib/domain/conversation'
import type { AnalysisDelivery, ClaimedAnalysis } from '@/lib/domain/insight-store'
import type { Log } from '@/lib/domain/log'
import { tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import { buildWebhookPayload } from './build-webhook-payload'

export type AnalyzePorts = AnalysisPorts & { newId(at: number): string; log: Log }

const minute = 60_000
const longestMs = 4 * minute
/** After the first failure, the second, …; then it is given up. */
const pauses = [minute, 5 * minute, 30 * minute, 120 * minute]

/**
 * One try of a claimed analysis. What it comes to is stored together with the webhook that tells of it; a failure with the time
 * of the next try. Throws what the store throws: the row is then free again when its hold ends.
 */
export async function analyzeNext(ports: AnalyzePorts, claimed: ClaimedAnalysis, stopping: AbortSignal): Promise<void> {
  const { store, clock, log } = ports
  const { tenantId, conversationId } = claimed
  const scope = tenant(tenantId)
  const conversation = await store.conversations.getConversation(scope, { id: conversationId })
  if (!conversation) return
  const workflow = await knownWorkflow(ports.workflows, { tenantId, ...parseWorkflowKey(claimed.workflow) })
  if (!workflow || conversation.dialect === 'trials') {
    const error = workflow ? 'it is a trial' : 'its agent version is gone'
    return store.insight.failAnalysis(scope, conversationId, { error, nextAttemptAt: null })
  }
  try {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(longestMs)])
    const analysis = await makeAnalysis(ports, conversation, workflow, signal)
    const delivery = await deliveryOf(ports, conversation, workflow, analysis)
    const done = { workflow: workflow.key, analysis, at: clock.now(), delivery, again: false }
    await store.insight.finishAnalysis(scope, conversationId, done)
    log.debug('a conversation was analysed', { conversation: conversationId, model: analysis.model })
  } catch (failure) {
    if (stopping.aborted) throw failure
    const pause = pauses[claimed.attempts - 1]
    const nextAttemptAt = pause === undefined ? null : clock.now() + pause
    const error = failure instanceof Error ? failure.message : String(failure)
    log.warn('an analysis failed', { conversation: conversationId, attempt: claimed.attempts, error })
    await store.insight.failAnalysis(scope, conversationId, { error, nextAttemptAt })
  }
}

async function deliveryOf(
  { store, clock, newId }: AnalyzePorts,
  conversation: Conversation,
  workflow: Workflow,
  analysis: Analysis,
): Promise<AnalysisDelivery | null> {
  const { webhook } = workflow
  if (!webhook?.events.includes('call_analyzed')) return null
  const place = { tenantId: conversation.tenantId, conversationId: conversation.id }
  const [turns, messages] = [
    await allTurns(store.conversations, place),
    webhook.includeTranscript ? await allMessages(store.conversations, place) : [],
  ]
  const payload = buildWebhookPayload({
    ...{ event: 'call_analyzed', agent: workflow, conversation, turns, messages, include: webhook, analysis },
  })
  const at = clock.now()
  return { id: newId(at), url: webhook.url, workflow: workflow.key, body: JSON.stringify(payload), createdAt: at }
}
