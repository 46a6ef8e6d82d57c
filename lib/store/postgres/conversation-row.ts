// How rows become domain values. JSON columns were written by this server from the same types; `state` carries its version.
import type { Access, Conversation, ConversationState, Dialect, Message, Turn } from '@/lib/domain/conversation'
import type { JsonObject } from '@/lib/domain/json'
import { parseTime } from '@/lib/store/postgres/database'

export const conversationColumns = `c.id, c.tenant_id, c.dialect, c.session_id, c.access, c.agent_config_id, c.agent_name,
  c.agent_version, c.is_active_version, c.metadata, c.title, c.state, c.state_version, c.total_messages,
  c.total_transitions, c.total_turns, c.created_at, c.updated_at, c.wake_at, c.expires_at, c.external_user_id, c.hidden_at,
  c.fence, c.history_limit`

export type ConversationRow = {
  id: string
  tenant_id: string
  dialect: Dialect
  session_id: string
  access: Access
  agent_config_id: string
  agent_name: string
  agent_version: number
  is_active_version: boolean
  metadata: JsonObject
  title: string | null
  state: ConversationState
  state_version: number
  total_messages: number
  total_transitions: number
  total_turns: number
  created_at: number
  updated_at: number
  wake_at: number | null
  expires_at: number | null
  external_user_id: string | null
  hidden_at: number | null
  fence: number
  history_limit: number
}

export function conversationOf(row: ConversationRow): Conversation {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    dialect: row.dialect,
    externalId: row.session_id,
    access: row.access,
    agentId: row.agent_config_id,
    agentName: row.agent_name,
    agentVersion: row.agent_version,
    isActiveVersion: row.is_active_version,
    metadata: row.metadata,
    title: row.title,
    state: row.state,
    totalMessages: row.total_messages,
    totalTransitions: row.total_transitions,
    totalTurns: row.total_turns,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    wakeAt: row.wake_at,
    expiresAt: row.expires_at,
    externalUserId: row.external_user_id,
    hiddenAt: row.hidden_at,
    fence: row.fence,
    historyLimit: row.history_limit,
  }
}

/** What `messageOf` reads, without the turn's id: for `text_conversation_messages m`. */
export const messageColumns = `m.id, m.role, m.content, m.node_id AS "nodeId", m.sequence_number AS sequence,
  m.latency_ms AS "latencyMs", to_json(m.created_at) AS "createdAt", m.feedback,
  m.feedback_note AS "feedbackNote", m.from_client AS "fromClient", m.metadata`

/** A message inside a JSON column: its time is text. */
export type MessageJson = Omit<Message, 'createdAt' | 'feedback'> & { createdAt: string; feedback: number | null }

export function messageOf(row: MessageJson): Message {
  const feedback = row.feedback === null ? null : row.feedback > 0 ? 'up' : 'down'
  return { ...row, createdAt: parseTime(row.createdAt), feedback }
}

export type TurnRow = Omit<Turn, 'messages'> & { messages: MessageJson[]; requestHash: string | null }

export function turnOf({ messages, requestHash: _, ...turn }: TurnRow): Turn {
  return { ...turn, messages: messages.map(messageOf) }
}
