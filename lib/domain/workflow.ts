// A workflow as the engine walks it: the published agent configuration (contract 6), parsed, with every default filled in.
// `lib/agents` compiles configurations to this; conditions are parsed once, never while a turn runs.
import type { FormField, FormOutcome } from './form'
import type { Json, JsonObject } from './json'

export type Workflow = {
  /** `<agent id>@<version>`: what `ConversationState.workflow` names. */
  key: string
  agentId: string
  agentName: string
  /** What the author says the agent is for. */
  description: string | null
  version: number
  initialNode: string
  /** In the order of the configuration. */
  nodes: ReadonlyMap<string, WorkflowNode>
  globalPrompt: string
  /** Messages sent to the model; 0 means all (still bounded by MAX_HISTORY_SIZE). */
  historyWindow: number
  maxTransitions: number
  llm: ModelSettings
  /** The cheaper model for extraction and classification; null: `llm` serves. */
  extractionLlm: ModelSettings | null
  /** In the order of the configuration. */
  globalIntents: readonly GlobalIntent[]
  globalIntentConfig: { enabled: boolean; confidenceThreshold: number; contextMessages: number }
  webhook: WebhookConfig | null
  /** What is made of its conversations once they have ended; absent: nothing. */
  analysis?: AnalysisConfig
  /** Id or name of the knowledge base that its nodes search; null: none is named. */
  knowledgeBase: string | null
  /** Small talk in the author's words; templates. */
  ownWords: OwnWords
  /** What a form has beyond its nodes; null: the agent is no form. */
  form: FormInfo | null
  /** Only for those whom it was shared with (contract 4); absent: for every visitor. */
  membersOnly?: true
  /** ISO 3166 alpha-2 and IANA name, where the agent has its own; null: the server's. */
  country: string | null
  timeZone: string | null
}

export type FormInfo = {
  title: string
  /** Told of each completion; null: nobody is. */
  callbackUrl: string | null
}

/** Null: the author has written none. */
export type OwnWords = {
  greeting: string | null
  thanks: string | null
  goodbye: string | null
  /** Who or what the agent is. */
  about: string | null
}

export type WorkflowNode =
  | StandardNode
  | RetrieveVariableNode
  | ApiCallNode
  | AgentTransferNode
  | EndCallNode
  | AssistNode
  | CollectNode

type NodeBase = {
  id: string
  name: string
  /** Sorted by priority, ties in the order of the configuration. */
  transitions: readonly Transition[]
  onEntry: readonly Action[]
  onExit: readonly Action[]
  /** What a node that needs a model says where there is none (our addition to the schema); a template. */
  fallbackText: string | null
}

export type StandardNode = NodeBase & {
  type: 'standard'
  says: Words
  /** True also where an older configuration has a `skip_response` transition. */
  proactive: boolean
  intents: readonly Intent[]
  intentConfig: { confidenceThreshold: number; contextScope: 'node' | 'conversation'; contextMessages: number }
  modelOverride: Partial<Pick<ModelSettings, 'temperature' | 'maxTokens' | 'serviceTier'>> | null
  rag: RagSettings | null
}

export type RetrieveVariableNode = NodeBase & { type: 'retrieve_variable'; variables: readonly VariableSpec[] }

export type ApiCallNode = NodeBase & { type: 'api_call'; staticText: string | null; call: ApiCall }

export type AgentTransferNode = NodeBase & {
  type: 'agent_transfer'
  targetAgentId: string
  transferContext: boolean
  transferMessage: string | null
}

export type EndCallNode = NodeBase & { type: 'end_call'; says: Words | null }

/** A conversing node with tools: what a data agent or a document chatbot compiles to. */
export type AssistNode = NodeBase & {
  type: 'assist'
  prompt: string
  tools: readonly ToolSpec[]
  stepCap: number
  rag: RagSettings | null
  /** The data source that its tools ask; absent: none. */
  dataSource?: string
}

/** Asks for fields one by one, in the visitor's order where they choose one: what a form compiles to. */
export type CollectNode = NodeBase & {
  type: 'collect'
  fields: readonly FormField[]
  /** Ends with a last confirmation. */
  review: boolean
  /** What the form is about, for a model that phrases its questions; a template. */
  context: string
  /** `model`: phrased for the conversation where there is a model; `author`: always in the author's words. */
  phrasing: 'model' | 'author'
  /** For side questions. */
  rag: RagSettings | null
}

/** Fixed words, or a prompt for the model; both are templates. */
export type Words = { kind: 'text'; text: string } | { kind: 'prompt'; prompt: string }

export type ToolSpec = {
  name: string
  description: string
  parameters: JsonObject
  /** Offered only once the conversation knows who speaks. */
  needsIdentity?: boolean
}

export type Intent = { id: string; name: string; description: string; examples: readonly string[] }

export type GlobalIntent = Intent & {
  targetNode: string
  /** Higher wins. */
  priority: number
  activeFromNodes: readonly string[] | null
  excludedFromNodes: readonly string[] | null
}

export type VariableSpec = { name: string; prompt: string; defaultValue: Json | null }

export type RagSettings = {
  enabled: boolean
  /** A base of the node's own, before the workflow's (our addition to the schema). */
  knowledgeBase?: string
  /** Ids or names of bases that are searched beside that one. */
  furtherBases?: readonly string[]
  searchMode?: 'vector' | 'fts' | 'hybrid'
  topK?: number
  rrfK?: number
  vectorWeight?: number
  ftsWeight?: number
}

export type ModelSettings = {
  providerId: string | null
  modelName: string | null
  temperature: number | null
  maxTokens: number | null
  serviceTier: 'auto' | 'default' | 'flex' | null
  /** No model is asked, whatever else is named: what writes and reads is what does so without one. */
  isOff?: true
}

export type Transition = { condition: Condition; target: string; priority: number }

/** `text` is the condition as the configuration has it: what goes on the wire. */
export type Condition = { text: string } & (
  | { kind: 'always' }
  | { kind: 'skip-response' }
  | { kind: 'user-responded' }
  | { kind: 'contains'; needle: string }
  | { kind: 'max-turns'; turns: number }
  | { kind: 'timeout'; seconds: number }
  | { kind: 'intent'; intent: string }
  | { kind: 'intent-no-match' }
  | { kind: 'variables-extracted'; names: readonly string[] }
  | { kind: 'extraction-failed'; names: readonly string[] }
  | { kind: 'variable-equals'; name: string; value: string }
  | { kind: 'api-success' }
  | { kind: 'api-failed' }
  | { kind: 'api-status'; status: number }
  | { kind: 'api-response-contains'; needle: string }
  | { kind: 'survey-complete'; names: readonly string[] }
  /** Our addition: `form_complete`, `form_cancelled`, `form_used_up`. */
  | { kind: 'form'; outcome: FormOutcome }
)

export type Action =
  | { kind: 'log'; text: string }
  | { kind: 'log-variables' }
  | { kind: 'webhook'; url: string }
  | { kind: 'hangup' }
  | { kind: 'custom'; name: string }

export type ApiCall = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A template, as are header values, query values and every string in the body. */
  url: string
  headers: Readonly<Record<string, string>>
  queryParams: Readonly<Record<string, string>>
  body: Json | null
  timeoutSeconds: number
  retry: RetrySettings
  responseExtraction: readonly { path: string; variableName: string; defaultValue: Json | null }[]
  responseSizeLimitBytes: number
  /** Null: any host that the egress rules allow. */
  allowedHosts: readonly string[] | null
}

export type RetrySettings = {
  maxRetries: number
  initialDelayMs: number
  maxDelayMs: number
  backoffMultiplier: number
}

export type WebhookEvent = 'call_started' | 'call_ended' | 'call_analyzed'

export type WebhookConfig = {
  url: string
  events: readonly WebhookEvent[]
  timeoutSeconds: number
  auth: { type: 'none' } | { type: 'bearer'; secret: string } | { type: 'hmac'; secret: string }
  retry: RetrySettings
  includeTranscript: boolean
  includeLatencyMetrics: boolean
}

export type AnalysisQuestion = {
  name: string
  description: string
  type: 'string' | 'number' | 'enum' | 'boolean'
  /** Of an `enum`. */
  choices: readonly { value: string; label: string }[]
  required: boolean
}

/** As an agent's configuration asks for it. */
export type AnalysisConfig = {
  llm: ModelSettings
  questions: readonly AnalysisQuestion[]
  instructions: string | null
}

/** How long to wait before retry number `attempt` (from 0), in milliseconds: min(initial · multiplier^attempt, max). */
export function retryDelayMs(retry: RetrySettings, attempt: number): number {
  return Math.min(retry.initialDelayMs * retry.backoffMultiplier ** attempt, retry.maxDelayMs)
}
