// What the native dialect answers, as the browser reads it.
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

export type MessageView = {
  id: string
  turn_id: string | null
  role: 'user' | 'assistant' | 'system'
  content: string
  created_at: string
  feedback: Feedback
  sources: SourceView[]
  stopped: boolean
  source: 'static' | 'model' | 'fallback' | 'quote' | null
}

export type ConversationView = Summary & {
  agent_version: number
  node: { id: string; name: string }
  can_debug: boolean
  running: { turn_id: string; place: string } | null
  messages: MessageView[]
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
