// What the console's rows about conversations answer, as the browser reads it.
import type { TurnEvent, TurnKind } from '@/lib/domain/turn-event'
import type { DeliveryRow } from './delivery-queries'

export type Door = 'sessions' | 'forms' | 'threads' | 'chatbots' | 'chats' | 'native' | 'trials'

export type ConversationStatus = 'active' | 'completed' | 'abandoned' | 'error'

export type Sentiment = 'positive' | 'neutral' | 'negative' | 'mixed'

export type ConversationRow = {
  conversation_id: string
  dialect: Door
  external_id: string
  external_user_id: string | null
  agent_id: string
  agent_name: string
  agent_version: number
  status: ConversationStatus
  title: string | null
  created_at: string
  updated_at: string
  ended_at: string | null
  is_hidden: boolean
  turns: number
  messages: number
  feedback: { up: number; down: number }
  cost: number | null
  analysis: { sentiment: Sentiment | null; successful: boolean | null } | null
  access_kind: 'public' | 'tenant' | 'visitor' | 'user'
}

export type VariableRow = {
  name: string
  value: unknown
  is_masked: boolean
  /** Null: known from the start. */
  method: string | null
  confidence: number | null
  node_id: string | null
  node_name: string | null
  turn: number | null
  at: string | null
}

export type ModelCallRow = {
  turn: number
  at: string
  purpose: string
  provider: string
  model: string
  input_tokens: number | null
  output_tokens: number | null
  first_token_ms: number | null
  ms: number
  cost: number | null
  retries: number
  error: string | null
}

/** What an analysis asked of a model: it belongs to no turn. */
export type AnalysisCallRow = Omit<ModelCallRow, 'turn' | 'purpose' | 'first_token_ms' | 'retries'>

export type ToolCallRow = {
  turn: number
  at: string
  node_id: string
  name: string
  args: unknown
  output: string | null
  is_error: boolean | null
  ms: number | null
}

export type TransitionRow = {
  turn: number
  at: string
  from: string
  from_name: string
  to: string
  to_name: string
  condition: string
}

export type ConversationMessage = {
  id: string
  role: string
  content: string
  node_id: string | null
  sequence: number
  turn_id: string
  turn: number | null
  created_at: string
  feedback: 'up' | 'down' | null
  /** What its reader wrote beside it. */
  feedback_note: string | null
}

export type AnalysisResult = {
  state: 'queued' | 'done' | 'failed'
  failure: string | null
  analyzed_at: string | null
  model: string | null
  sentiment: Sentiment | null
  sentiment_score: number | null
  summary: string | null
  call_successful: boolean | null
  success_confidence: number | null
  keywords_detected: string[]
  topics_discussed: string[] | null
  answers: Record<string, unknown>
  missing: Record<string, string>
}

/** How an erasure names somebody. */
export type NamedBy = 'external_user_id' | 'visitor_id' | 'subject'

export type ConversationDetail = Omit<ConversationRow, 'messages'> & {
  node: { id: string; name: string | null }
  person: { named_by: NamedBy; value: string } | null
  end_reason: string | null
  metadata: Record<string, unknown>
  variables: VariableRow[]
  model_calls: ModelCallRow[]
  analysis_calls: AnalysisCallRow[]
  tool_calls: ToolCallRow[]
  transitions: TransitionRow[]
  messages: ConversationMessage[]
  next_offset: number | null
  deliveries: DeliveryRow[]
  analysis_result: AnalysisResult | null
}

export type LoggedTurn = {
  turn_id: string
  number: number
  attempt: number
  kind: TurnKind
  status: 'running' | 'done' | 'failed' | 'cancelled'
  started_at: string
  ended_at: string | null
  messages: Omit<ConversationMessage, 'turn_id' | 'turn' | 'feedback' | 'feedback_note'>[]
  events: TurnEvent[]
}

export type Receipt = {
  id: string
  at: string
  by: string
  named_by: string
  key_hash: string
  counts: Record<string, number>
}

export type Erased = { dry_run: boolean; counts: Record<string, number>; receipt: Receipt | null }
