// What the chatbots' calls and socket answer, as the browser reads it.
import type { DocumentState } from '@/lib/domain/knowledge'

export type ChatbotRole = 'owner' | 'editor' | 'user'

export type ChatbotView = {
  chatbot_id: string
  slug: string | null
  name: string
  description: string | null
  greeting: string | null
  my_role: ChatbotRole
  /** How many it answers from. */
  documents: number
  created_at: string
}

export type NewChatbot = { name: string; description?: string }

export type MemberRole = 'user' | 'editor'

export type MemberView = {
  subject: string
  /** Of a person of this server. */
  email: string | null
  /** As an integration names them. */
  external_user_id: string | null
  role: MemberRole
  since: string
}

export type ShareWith = { role: MemberRole } & ({ email: string } | { external_user_id: string })

export type ChatbotSource = {
  /** As the answer's words cite it. */
  number: number
  document_id: string
  title: string
  place: string | null
  page: number | null
  quote: string
}

export type StoredMessage = {
  id: string
  role: 'user' | 'assistant'
  message: string
  created_at: string
  sources?: ChatbotSource[]
}

export type SessionView = {
  session_id: string
  conversation_id: string
  chatbot_id: string
  chatbot_name: string
  /** The last 50, oldest first. */
  previous_messages: StoredMessage[]
  greeting?: string | null
}

/** Which conversation a session is for: one that is known, the user's latest, or a new one. */
export type Wanted = { conversationId: string } | 'latest' | 'new'

export type ConversationRow = {
  conversation_id: string
  title: string | null
  created_at: string
  updated_at: string
  message_count: number
}

export type ConversationPage = { conversations: ConversationRow[]; next: string | null }

export type DocumentView = {
  id: string
  file_name: string
  title: string
  size: number
  state: DocumentState
  /** Why it could not be read. */
  failure: string | null
  /** Sentences indexed, of all. */
  progress: { done: number; total: number }
  pages: number | null
  created_at: string
}

export type AddedDocument = DocumentView & { outcome: 'added' | 'duplicate' }

export type PassageView = { position: number; page: number | null; heading: string | null; text: string }

export type ServerFrame = { seq?: string } & (
  | { type: 'session_info'; session_id: string; chatbot_name: string }
  | { type: 'message_received'; message_id: string; timestamp: string; key?: string }
  | { type: 'response_start'; message_id: string }
  | { type: 'response_chunk'; chunk: string }
  | {
      type: 'response_complete'
      message_id: string
      timestamp: string
      full_response: string
      sources?: ChatbotSource[]
    }
  | { type: 'error'; message: string; code: string; retry_after?: number; message_id?: string }
)
