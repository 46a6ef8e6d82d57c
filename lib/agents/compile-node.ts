import type {
  ApiCall,
  Condition,
  Intent,
  RagSettings,
  RetrySettings,
  StandardNode,
  Transition,
  VariableSpec,
  Words,
  WorkflowNode,
} from '@/lib/domain/workflow'
import { compileFields } from './compile-field'
import type { ApiCallConfig, NodeConfig } from './node-config'
import { parseAction } from './parse-action'
import { parseCondition } from './parse-condition'
import type { RetryConfig } from './retry-config'

type ConfigOf<T extends NodeConfig['type']> = Extract<NodeConfig, { type: T }>

/** One node of a valid configuration with its defaults filled in. `surveyNames`: what `survey_complete` waits for. */
export function compileNode(node: NodeConfig, surveyNames: readonly string[]): WorkflowNode {
  const common = {
    id: node.id,
    name: node.name?.trim() || node.id,
    transitions: compileTransitions(node, surveyNames),
    onEntry: (node.actions?.on_entry ?? []).map(parseAction),
    onExit: (node.actions?.on_exit ?? []).map(parseAction),
    fallbackText: textOrNull(node.fallback_text),
  }
  switch (node.type) {
    case 'standard':
      return { ...common, ...compileStandard(node, common.transitions) }
    case 'retrieve_variable':
      return { ...common, type: 'retrieve_variable', variables: variablesOf(node) }
    case 'api_call':
      return {
        ...common,
        type: 'api_call',
        staticText: textOrNull(node.static_text),
        call: compileApiCall(node.api_call),
      }
    case 'agent_transfer':
      return {
        ...common,
        type: 'agent_transfer',
        targetAgentId: node.target_agent_id.trim(),
        transferContext: node.transfer_context ?? false,
        transferMessage: textOrNull(node.transfer_message),
      }
    case 'end_call':
      return { ...common, type: 'end_call', says: wordsOf(node) }
    case 'assist':
      return {
        ...common,
        type: 'assist',
        prompt: node.system_prompt,
        tools: (node.tools ?? []).map(({ name, description, parameters }) => ({
          name,
          description,
          parameters: parameters ?? { type: 'object', properties: {} },
        })),
        stepCap: node.step_cap ?? 8,
        rag: ragOf(node.rag),
      }
    case 'collect':
      return {
        ...common,
        type: 'collect',
        fields: compileFields(node.fields),
        review: node.review ?? false,
        context: node.context?.trim() ?? '',
        phrasing: node.phrasing ?? 'model',
        rag: ragOf(node.rag),
      }
  }
}

/** The batch form of a node's variables, or its older single form as a batch of one. */
export function variablesOf(node: ConfigOf<'retrieve_variable'>): VariableSpec[] {
  const batch = node.variables ?? []
  const single = { ...node, variable_name: node.variable_name ?? '', extraction_prompt: node.extraction_prompt ?? '' }
  return (batch.length > 0 ? batch : [single]).map((variable) => ({
    name: variable.variable_name.trim(),
    prompt: variable.extraction_prompt,
    defaultValue: variable.default_value ?? null,
  }))
}

export function compileIntent(
  id: string,
  intent: { name?: string | null | undefined; description: string; examples?: string[] | null | undefined },
): Intent {
  return { id, name: intent.name ?? id, description: intent.description, examples: intent.examples ?? [] }
}

export function compileRetry(retry: RetryConfig | null | undefined, defaults: RetrySettings): RetrySettings {
  return {
    maxRetries: retry?.max_retries ?? defaults.maxRetries,
    initialDelayMs: retry?.initial_delay_ms ?? defaults.initialDelayMs,
    maxDelayMs: retry?.max_delay_ms ?? defaults.maxDelayMs,
    backoffMultiplier: retry?.backoff_multiplier ?? defaults.backoffMultiplier,
  }
}

function compileTransitions(node: NodeConfig, surveyNames: readonly string[]): Transition[] {
  const hasIntents = node.type === 'standard' && Object.keys(node.intents ?? {}).length > 0
  return (node.transitions ?? [])
    .map(({ condition, target, priority }) => ({
      condition: compileCondition(condition, hasIntents, surveyNames),
      target,
      priority: priority ?? 0,
    }))
    .sort((a, b) => a.priority - b.priority)
}

function compileCondition(text: string, hasIntents: boolean, surveyNames: readonly string[]): Condition {
  const parsed = parseCondition(text)
  if ('problem' in parsed) throw new Error(`compiled without validation: ${parsed.problem}`)
  const { condition } = parsed
  if (condition.kind === 'survey-complete') return { ...condition, names: surveyNames }
  // Where no intent is declared none can reach the threshold: any input is a no_match, and nothing need be classified.
  if (condition.kind === 'intent-no-match' && !hasIntents) return { kind: 'user-responded', text }
  return condition
}

function compileStandard(node: ConfigOf<'standard'>, transitions: readonly Transition[]) {
  const says = wordsOf(node)
  if (!says) throw new Error(`compiled without validation: node "${node.id}" says nothing`)
  const skips = transitions.some((transition) => transition.condition.kind === 'skip-response')
  return {
    type: 'standard' as const,
    says,
    proactive: (node.proactive ?? false) || skips,
    intents: Object.entries(node.intents ?? {}).map(([id, intent]) => compileIntent(id, intent)),
    intentConfig: {
      confidenceThreshold: node.intent_config?.confidence_threshold ?? 0.7,
      contextScope: node.intent_config?.context_scope ?? ('node' as const),
      contextMessages: node.intent_config?.context_messages ?? 6,
    },
    modelOverride: overrideOf(node.llm_override),
    rag: ragOf(node.rag),
  }
}

function overrideOf(override: ConfigOf<'standard'>['llm_override']): StandardNode['modelOverride'] {
  if (!override) return null
  return {
    ...(override.temperature != null && { temperature: override.temperature }),
    ...(override.max_tokens != null && { maxTokens: override.max_tokens }),
    ...(override.service_tier != null && { serviceTier: override.service_tier }),
  }
}

// Only the fields that are named: they override the knowledge base's own settings.
function ragOf(rag: ConfigOf<'standard'>['rag']): RagSettings | null {
  if (!rag) return null
  return {
    enabled: rag.enabled ?? true,
    ...(rag.knowledge_base != null && { knowledgeBase: rag.knowledge_base }),
    ...(rag.search_mode != null && { searchMode: rag.search_mode }),
    ...(rag.top_k != null && { topK: rag.top_k }),
    ...(rag.rrf_k != null && { rrfK: rag.rrf_k }),
    ...(rag.vector_weight != null && { vectorWeight: rag.vector_weight }),
    ...(rag.fts_weight != null && { ftsWeight: rag.fts_weight }),
  }
}

const apiRetry: RetrySettings = { maxRetries: 2, initialDelayMs: 500, maxDelayMs: 5000, backoffMultiplier: 2 }

function compileApiCall(call: ApiCallConfig): ApiCall {
  const hosts = call.allowed_hosts ?? []
  return {
    method: call.method ?? 'GET',
    url: call.url.trim(),
    headers: stringValues(call.headers),
    queryParams: stringValues(call.query_params),
    body: call.body ?? null,
    timeoutSeconds: call.timeout_seconds ?? 30,
    retry: compileRetry(call.retry, apiRetry),
    responseExtraction: (call.response_extraction ?? []).map((extraction) => ({
      path: extraction.path.trim(),
      variableName: extraction.variable_name.trim(),
      defaultValue: extraction.default_value ?? null,
    })),
    responseSizeLimitBytes: call.response_size_limit_bytes ?? 15_000,
    allowedHosts: hosts.length > 0 ? hosts : null,
  }
}

function stringValues(record: ApiCallConfig['headers']): Record<string, string> {
  const given = Object.entries(record ?? {}).filter(([, value]) => value !== null)
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}

function wordsOf(node: {
  system_prompt?: string | null | undefined
  static_text?: string | null | undefined
}): Words | null {
  const text = textOrNull(node.static_text)
  if (text !== null) return { kind: 'text', text }
  const prompt = textOrNull(node.system_prompt)
  return prompt === null ? null : { kind: 'prompt', prompt }
}

function textOrNull(text: string | null | undefined): string | null {
  return text?.trim() ? text : null
}
