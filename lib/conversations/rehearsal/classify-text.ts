import { newConversation } from '@/lib/domain/apply-event'
import { AppError } from '@/lib/domain/errors'
import type { IntentQuestion, UnderstandResult } from '@/lib/domain/language'
import type { Intent, Workflow } from '@/lib/domain/workflow'
import { eligible } from '@/lib/engine/decide-transition'
import type { EnginePorts } from '@/lib/engine/engine-ports'

/** `node`: the intents of this node; otherwise those given. */
export type ClassifyRequest = {
  tenantId: string
  text: string
  asked: { nodeId: string } | { intents: readonly Intent[]; threshold: number }
}

/** Best first. `picked`: what fits best and well enough; null: nothing does. */
export type Scored = {
  scores: readonly { id: string; score: number; evidence: string | null }[]
  picked: string | null
  threshold: number
}

/**
 * What a message would be taken for, as a first message, by the engine that serves visitors. Nothing is stored. Throws
 * BAD_REQUEST where there is no such node, and what the language throws.
 */
export async function classifyText(
  engine: Pick<EnginePorts, 'language' | 'clock' | 'timeZone' | 'country' | 'newId'>,
  workflow: Workflow,
  { tenantId, text, asked }: ClassifyRequest,
  signal: AbortSignal,
): Promise<{ intents: Scored | null; globalIntents: Scored | null }> {
  const now = engine.clock.now()
  const history = [{ id: engine.newId(now), role: 'user' as const, content: text }]
  const question = (intents: readonly Intent[], threshold: number): IntentQuestion | null =>
    intents.length > 0 ? { intents, threshold, context: history } : null
  const nodeId = 'nodeId' in asked ? asked.nodeId : workflow.initialNode
  const global = eligible(workflow, newConversation(workflow.key, nodeId, now))
  const questions = {
    intents: 'nodeId' in asked ? ofNode(workflow, asked.nodeId, question) : question(asked.intents, asked.threshold),
    globalIntents: question(global, workflow.globalIntentConfig.confidenceThreshold),
  }
  if (!questions.intents && !questions.globalIntents) return { intents: null, globalIntents: null }
  const result = await engine.language.understand(
    {
      ...{ settings: workflow.extractionLlm ?? workflow.llm, agentName: workflow.agentName, text, history },
      ...{ variables: [], known: {}, ...questions },
    },
    { signal, tenantId, now, timeZone: engine.timeZone, country: engine.country, report: () => undefined },
  )
  return {
    intents: scored(questions.intents, result.intents),
    globalIntents: scored(questions.globalIntents, result.globalIntents),
  }
}

function ofNode(
  workflow: Workflow,
  nodeId: string,
  question: (intents: readonly Intent[], threshold: number) => IntentQuestion | null,
): IntentQuestion | null {
  const node = workflow.nodes.get(nodeId)
  if (!node) throw new AppError('BAD_REQUEST', `node_id: there is no node "${nodeId}"`)
  return node.type === 'standard' ? question(node.intents, node.intentConfig.confidenceThreshold) : null
}

function scored(question: IntentQuestion | null, answer: UnderstandResult['intents']): Scored | null {
  if (!question) return null
  const scores = (answer?.scores ?? []).toSorted((a, b) => b.score - a.score)
  const [best] = scores
  const picked = best && best.score >= question.threshold ? best.id : null
  return { scores, picked, threshold: question.threshold }
}
