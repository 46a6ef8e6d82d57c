import type { AnalysisConfig, GlobalIntent, RetrySettings, WebhookConfig, Workflow } from '@/lib/domain/workflow'
import { workflowKey } from '@/lib/domain/workflow-key'
import type { AgentConfig, WebhookConfigWire } from './agent-config'
import { compileIntent, compileNode, compileRetry, variablesOf } from './compile-node'
import { modelSettings } from './model-settings'
import { ownWordsOf } from './own-words'

/**
 * A valid configuration (`parseAgentDocument`) as the engine walks it: contract 6's defaults filled in, conditions and
 * actions parsed, transitions sorted by priority. Pure; throws only where the configuration was never validated.
 */
export function compileWorkflow(config: AgentConfig, identity: { agentId: string; version: number }): Workflow {
  const { agent, workflow } = config
  const surveyNames = requiredVariables(workflow.nodes)
  return {
    key: workflowKey(identity.agentId, identity.version),
    agentId: identity.agentId,
    agentName: agent.name,
    description: agent.description?.trim() || null,
    version: identity.version,
    initialNode: workflow.initial_node,
    nodes: new Map(workflow.nodes.map((node) => [node.id, compileNode(node, surveyNames)])),
    globalPrompt: workflow.global_prompt ?? '',
    historyWindow: workflow.history_window ?? 0,
    maxTransitions: workflow.max_transitions ?? 50,
    llm: modelSettings(workflow.llm),
    extractionLlm: workflow.extraction_llm?.enabled ? modelSettings(workflow.extraction_llm) : null,
    globalIntents: globalIntents(workflow.global_intents),
    globalIntentConfig: {
      enabled: workflow.global_intent_config?.enabled ?? true,
      confidenceThreshold: workflow.global_intent_config?.confidence_threshold ?? 0.75,
      contextMessages: workflow.global_intent_config?.context_messages ?? 4,
    },
    webhook: webhookOf(workflow.webhook),
    ...analysisOf(workflow),
    knowledgeBase: workflow.rag?.enabled === false ? null : (workflow.rag?.config_id?.trim() ?? null) || null,
    ownWords: ownWordsOf(config),
    form: null,
    country: null,
    timeZone: null,
  }
}

function requiredVariables(nodes: AgentConfig['workflow']['nodes']): string[] {
  const variables = nodes.flatMap((node) => (node.type === 'retrieve_variable' ? variablesOf(node) : []))
  return [...new Set(variables.filter((variable) => variable.defaultValue === null).map((variable) => variable.name))]
}

function globalIntents(intents: AgentConfig['workflow']['global_intents']): GlobalIntent[] {
  return Object.entries(intents ?? {}).map(([id, intent]) => ({
    ...compileIntent(id, intent),
    targetNode: intent.target_node,
    priority: intent.priority ?? 0,
    activeFromNodes: intent.active_from_nodes ?? null,
    excludedFromNodes: intent.excluded_from_nodes ?? null,
  }))
}

const webhookRetry: RetrySettings = { maxRetries: 3, initialDelayMs: 1000, maxDelayMs: 10_000, backoffMultiplier: 2 }

function webhookOf(webhook: WebhookConfigWire | null | undefined): WebhookConfig | null {
  if (!webhook?.enabled || !webhook.url) return null
  return {
    url: webhook.url.trim(),
    events: webhook.events ?? ['call_started', 'call_ended', 'call_analyzed'],
    timeoutSeconds: webhook.timeout_seconds ?? 10,
    auth: authOf(webhook.auth),
    retry: compileRetry(webhook.retry, webhookRetry),
    includeTranscript: webhook.include_transcript ?? true,
    includeLatencyMetrics: webhook.include_latency_metrics ?? true,
  }
}

// Its own provider, else the agent's.
function analysisOf(workflow: AgentConfig['workflow']): { analysis?: AnalysisConfig } {
  const wanted = workflow.post_call_analysis
  if (!wanted?.enabled) return {}
  const llm = modelSettings(workflow.llm)
  return {
    analysis: {
      llm: wanted.provider_id
        ? modelSettings({ ...workflow.llm, provider_id: wanted.provider_id, model_name: null, enabled: true })
        : llm,
      questions: (wanted.questions ?? []).map(({ name, description, type, choices, required }) => ({
        ...{ name, description: description ?? name, type: type ?? 'string', required: required ?? false },
        choices: (choices ?? []).map(({ value, label }) => ({ value, label: label ?? value })),
      })),
      instructions: wanted.additional_instructions?.trim() || null,
    },
  }
}

function authOf(auth: WebhookConfigWire['auth']): WebhookConfig['auth'] {
  const type = auth?.type ?? 'none'
  return type === 'none' ? { type } : { type, secret: auth?.secret ?? '' }
}
