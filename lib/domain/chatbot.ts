// Chatbots (contract 4): assistants that answer from documents of their own, for people who are signed in.

/** Who bears a token: a person of this server, or somebody whom an integration vouches for. */
export type Subject = `person:${string}` | `external:${string}`

export function isSubject(text: string): text is Subject {
  return /^(?:person|external):./s.test(text)
}

/** What somebody may do with a chatbot that is not theirs. `user`: ask. `editor`: change it and its documents too. */
export const memberRoles = ['user', 'editor'] as const

export type MemberRole = (typeof memberRoles)[number]

export type Chatbot = {
  tenantId: string
  agentId: string
  slug: string | null
  /** Of the version in force. */
  name: string
  owner: Subject
  /** The knowledge base with the documents that are its own. */
  baseId: string
  /** Other bases of the tenant that it answers from. */
  attachedBaseIds: readonly string[]
  createdAt: number
}

export type ChatbotMember = { subject: Subject; role: MemberRole; since: number }

/** Why a session ended. `superseded`: its user began another one. `expired`: nobody came back to it in time. */
export type SessionEnd = 'closed' | 'superseded' | 'expired' | 'removed'

/** One user's way to one chatbot. At most one of them is open. */
export type ChatbotSession = {
  id: string
  tenantId: string
  agentId: string
  subject: Subject
  conversationId: string
  createdAt: number
  /** Closed when this passes; pushed on while somebody is connected. */
  resumableUntil: number
  closedAt: number | null
  end: SessionEnd | null
}
