// What the native dialect answers, as the browser reads it.
import type { QueryColumn } from '@/lib/domain/data-source'
import type { FieldType, FormOutcome } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import type { ConversationStatus, TurnEvent, TurnKind } from '@/lib/domain/turn-event'

export type ChatAgent = {
  id: string
  slug: string | null
  name: string
  description: string | null
  mode: 'model' | 'embedded'
}

export type ChatAgentDetail = ChatAgent & { greeting: string | null; can_debug: boolean; version: number }

export type Summary = {
  id: string
  agent_id: string
  agent_name: string
  title: string | null
  status: ConversationStatus
  created_at: string
  updated_at: string
  message_count: number
}

export type SummaryPage = { conversations: Summary[]; next: string | null }

export type Feedback = 'up' | 'down' | null

export type SourceView = {
  title: string
  place: string | null
  quote: string
  document_id: string
  score: number
}

/** What was read of a data source, as it stands below the answer. */
export type TableView = {
  sql: string | null
  meaning: string | null
  columns: readonly QueryColumn[]
  /** At most 100. */
  rows: readonly (readonly Json[])[]
  is_cut: boolean
  total: number
}

export type MessageView = {
  id: string
  turn_id: string | null
  role: 'user' | 'assistant' | 'system'
  content: string
  created_at: string
  feedback: Feedback
  sources: SourceView[]
  tables: TableView[]
  stopped: boolean
  source: 'static' | 'model' | 'fallback' | 'quote' | null
}

export type ConversationView = Summary & {
  agent_version: number
  node: { id: string; name: string }
  can_debug: boolean
  running: { turn_id: string; place: string } | null
  messages: MessageView[]
  form: FormView | null
}

export type FormView = {
  form_id: number | null
  title: string
  asking: string | null
  confirming: { field: string; value: Json } | null
  fields: FieldView[]
  /** By field; sensitive ones are masked. */
  answers: Record<string, Json>
  skipped: string[]
  progress: { answered: number; remaining: number; share: number }
  is_paused: boolean
  outcome: FormOutcome | null
  review: boolean
  /** Set here, not by the server: a turn has ended since this was read. */
  isPast?: true
}

export type FieldView = {
  id: string
  label: string
  type: FieldType
  question: string
  help: string | null
  why: string | null
  required: boolean
  choices: { value: string; label: string }[]
  min: number | string | null
  max: number | string | null
  country: string | null
  currency: string | null
  sensitive: boolean
}

/** One attempt at one turn, with the events that this browser may see. */
export type TurnView = {
  id: string
  number: number
  attempt: number
  kind: TurnKind
  status: 'running' | 'done' | 'failed' | 'cancelled'
  started_at: string
  ended_at: string | null
  events: readonly TurnEvent[]
  messages: MessageView[]
}

export type WorkflowGraph = {
  nodes: { id: string; name: string; type: string }[]
  edges: { from: string; to: string; condition: string; priority: number }[]
  initial_node: string
  global_intents: { id: string; target: string }[]
}

/** `restart`: what came before belongs to an attempt that failed. */
export type StreamEvent = TurnEvent | { type: 'restart'; attempt: number }

export type Variables = Record<string, string | number | boolean>
